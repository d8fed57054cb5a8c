using System;

namespace MtaSts.Tests.Intake;

/// <summary>Stands for the end of the process: nothing in the product handles it.</summary>
internal sealed class KilledException() : Exception("The process ended here.");
