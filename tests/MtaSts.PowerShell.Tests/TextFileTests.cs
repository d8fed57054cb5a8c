using System.Text;
using MtaSts.PowerShell.Input;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class TextFileTests
{
    [Theory]
    [InlineData(new byte[] { }, false, "nothing")]
    [InlineData(new byte[] { 97, 10 }, false, "ASCII")]
    [InlineData(new byte[] { 0xE9 }, false, "Latin-1")]
    [InlineData(new byte[] { 0xFF, 0xFE, 97, 0 }, false, "UTF-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 97 }, false, "UTF-16, big endian")]
    [InlineData(new byte[] { 97, 0 }, true, "UTF-16 without a mark, or not text")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, true, "gzip")]
    public void Text_files_are_detected(byte[] bytes, bool isBinary, string reason) => Assert.True(isBinary == TextFile.IsBinary(bytes), reason);

    [Theory]
    [InlineData("v=STSv1; id=1;\r\n")]
    [InlineData("v=STSv1; id=1;\n\n")]
    [InlineData("v=STSv1; id=1;")]
    public void Additions_of_an_editor_to_a_record_are_removed(string text)
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal("v=STSv1; id=1;", RecordFile.Text([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));
        Assert.Equal(" v=STSv1; ", RecordFile.Text(Encoding.ASCII.GetBytes(" v=STSv1; \n"))); // spaces belong to the record
    }
}
