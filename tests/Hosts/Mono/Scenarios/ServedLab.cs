using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;

namespace MtaSts.Scenarios;

/// <summary>What the lab writes with <c>--serve --json</c>.</summary>
[DataContract]
internal sealed class ServedLab
{
    [DataMember(IsRequired = true)]
    public string Server { get; set; } = "";

    [DataMember(IsRequired = true)]
    public int HttpsPort { get; set; }

    [DataMember(IsRequired = true)]
    public int SmtpPort { get; set; }

    [DataMember(IsRequired = true)]
    public string TrustedRoot { get; set; } = "";

    [DataMember(IsRequired = true)]
    public ServedDomain[] Domains { get; set; } = [];

    public static ServedLab Read(string path)
    {
        using var stream = File.OpenRead(path);
        return (ServedLab)new DataContractJsonSerializer(typeof(ServedLab)).ReadObject(stream);
    }
}

/// <summary>A domain of the lab with its expected verdict.</summary>
[DataContract]
internal sealed class ServedDomain
{
    [DataMember(IsRequired = true)]
    public string Name { get; set; } = "";

    [DataMember(IsRequired = true)]
    public ServedVerdict Expected { get; set; } = new();

    [DataMember(IsRequired = true)]
    public ServedVerdict ExpectedWithoutTls13 { get; set; } = new();
}

/// <summary>A verdict, and the ids of the checks that are not passed.</summary>
[DataContract]
internal sealed class ServedVerdict
{
    [DataMember(IsRequired = true)]
    public string Status { get; set; } = "";

    [DataMember(IsRequired = true)]
    public string SenderAction { get; set; } = "";

    [DataMember(IsRequired = true)]
    public string[] Problems { get; set; } = [];
}
