namespace MtaSts.Tests.Lab;

public class Placeholder { [Xunit.Fact] public void Builds() => Xunit.Assert.True(true); }
