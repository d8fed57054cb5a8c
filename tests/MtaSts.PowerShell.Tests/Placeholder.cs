namespace MtaSts.Tests.PowerShell;

public class Placeholder { [Xunit.Fact] public void Builds() => Xunit.Assert.True(true); }
