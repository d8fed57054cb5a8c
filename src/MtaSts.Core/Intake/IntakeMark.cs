namespace MtaSts.Intake;

/// <summary>What of a state is in its file.</summary>
/// <param name="Messages">The messages up to this mark.</param>
/// <param name="Files">The files up to this mark.</param>
/// <param name="Reports">The reports up to this mark.</param>
/// <param name="Told">The errors up to this mark.</param>
/// <param name="Kept">How often keys in the middle were forgotten.</param>
internal readonly record struct IntakeMark(long Messages, long Files, long Reports, long Told, int Kept)
{
    /// <summary>All that a state has now.</summary>
    public static IntakeMark Of(IntakeState state) =>
        new(
            state.Messages.Mark, state.Files.Mark, state.Reports.Mark, state.Told.Mark,
            state.Messages.Kept + state.Files.Kept + state.Reports.Kept + state.Told.Kept);
}
