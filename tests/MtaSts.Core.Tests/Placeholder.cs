namespace MtaSts.Tests.Core;

public class Placeholder { [Xunit.Fact] public void Builds() => Xunit.Assert.True(true); }
