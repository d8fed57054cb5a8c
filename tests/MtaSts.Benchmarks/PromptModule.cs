using System;
using System.IO;

namespace MtaSts.Benchmarks;

/// <summary>The baselines at the prompt: cmdlets that do the least that a cmdlet of the module could do.</summary>
internal static class PromptModule
{
    private const string Source =
        """
        using System; using System.Buffers; using System.IO; using System.IO.Compression; using System.Management.Automation;
        using System.Text.Json; using System.Threading; using System.Threading.Tasks;

        [Cmdlet(VerbsCommunications.Read, "Bare")]
        public sealed class ReadBare : PSCmdlet
        {
            [Parameter(Mandatory = true, Position = 0)] public string Path { get; set; }

            protected override void EndProcessing()
            {
                long tokens = 0;
                Parallel.ForEach(
                    Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories),
                    new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                    file => Interlocked.Add(ref tokens, Walk(file)));
                WriteObject(tokens);
            }

            private static int Walk(string file)
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                using var gzip = new GZipStream(stream, CompressionMode.Decompress);
                var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
                var length = 0;
                for (int read; (read = gzip.Read(buffer, length, buffer.Length - length)) > 0;) length += read;
                var json = new Utf8JsonReader(new ReadOnlySpan<byte>(buffer, 0, length));
                var tokens = 0;
                while (json.Read()) tokens++;
                ArrayPool<byte>.Shared.Return(buffer);
                return tokens;
            }
        }

        [Cmdlet(VerbsCommunications.Write, "Empty")]
        public sealed class WriteEmpty : PSCmdlet
        {
            [Parameter(Mandatory = true, Position = 0)] public int Count { get; set; }

            protected override void EndProcessing() { for (var i = 0; i < Count; i++) WriteObject(new object()); }
        }

        [Cmdlet(VerbsData.ConvertFrom, "Text", DefaultParameterSetName = "InputObject")]
        public sealed class ConvertFromText : PSCmdlet
        {
            [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "InputObject")] public PSObject InputObject { get; set; }
            [Parameter(Mandatory = true, ParameterSetName = "Path")] public string[] Path { get; set; }
            [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")] public string[] LiteralPath { get; set; }

            protected override void ProcessRecord() { WriteObject(new Version(1, 2)); }
        }

        [Cmdlet(VerbsData.ConvertFrom, "Empty")]
        public sealed class ConvertFromEmpty : PSCmdlet
        {
            [Parameter(ValueFromPipeline = true)] public object Input { get; set; }

            protected override void ProcessRecord() { WriteObject(Input); }
        }
        """;

    private const string MailSource =
        """
        using System; using System.IO; using System.IO.Compression; using System.Linq; using System.Management.Automation; using System.Text.Json;
        using MimeKit;

        [Cmdlet(VerbsCommunications.Read, "Mime")]
        public sealed class ReadMime : PSCmdlet
        {
            [Parameter(Mandatory = true, Position = 0)] public string Path { get; set; }

            protected override void EndProcessing()
            {
                using var stream = File.OpenRead(Path);
                var reader = new MimeReader(stream, MimeFormat.Mbox);
                var count = 0;
                for (; !reader.IsEndOfStream; count++) reader.ReadMessage();
                WriteObject(count);
            }
        }

        [Cmdlet(VerbsCommunications.Read, "MimeReport")]
        public sealed class ReadMimeReport : PSCmdlet
        {
            [Parameter(Mandatory = true, Position = 0)] public string Path { get; set; }

            protected override void EndProcessing()
            {
                using var stream = File.OpenRead(Path);
                var parser = new MimeParser(stream, MimeFormat.Mbox, true);
                while (!parser.IsEndOfStream)
                {
                    using var message = parser.ParseMessage();
                    foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part.ContentType.MimeType == "application/tlsrpt+gzip"))
                    {
                        using var gzip = new GZipStream(part.Content.Open(), CompressionMode.Decompress);
                        using var memory = new MemoryStream();
                        gzip.CopyTo(memory);
                        var json = new Utf8JsonReader(memory.GetBuffer().AsSpan(0, (int)memory.Length));
                        while (json.Read()) { }
                        WriteObject(new object());
                    }
                }
            }
        }
        """;

    /// <summary>Compiles a module that reads mailboxes with MimeKit, and returns its path.</summary>
    public static string WriteMail(string folder, string pwsh)
    {
        var file = Path.Combine(folder, "Mime.dll");
        var library = Path.Combine(folder, "MimeKit.dll");
        foreach (var name in new[] { "MimeKit.dll", "BouncyCastle.Cryptography.dll" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(folder, name));
        EmptyModule.Compile(MailSource, file, pwsh, library);
        return file;
    }

    /// <summary>Compiles the module against the PowerShell that will import it, and returns its path.</summary>
    public static string Write(string folder, string pwsh)
    {
        var file = Path.Combine(folder, "Prompt.dll");
        EmptyModule.Compile(Source, file, pwsh);
        return file;
    }
}
