namespace MtaSts.Journaling;

/// <summary>The member names of a journal that are not the names of properties.</summary>
internal static class JournalNames
{
    public const string Format = "format";
    public const string Version = "version";
    public const string Begun = "begun";
    public const string Settings = "settings";
    public const string Domain = "domain";
    public const string Given = "given";
    public const string Status = "status";
    public const string Result = "result";
    public const string Summary = "summary";

    public const string FormatName = "MtaSts journal";
    public const int CurrentVersion = 1;
}
