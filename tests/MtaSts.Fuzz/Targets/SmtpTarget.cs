using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MtaSts.Smtp;
using MtaSts.Tests.Support;

namespace MtaSts.Fuzz.Targets;

/// <summary>Replies of an MX host (RFC 5321 §4.2).</summary>
internal sealed class SmtpTarget() : FuzzTarget("smtp", "220 ", "250-", "250 ", "454 ", "5", "\r\n", "\n", "\r", "\0", "-", " ", "STARTTLS", "é", "\u001b[2J")
{
    private const int MostReplies = 6;
    private const int MostLines = 100;
    private const int LongestLine = 2048;

    private static readonly int[][] Cuts = [[100_000], [1], [2, 3], [7, 1, 4096]];

    public override long AllocationLimit(int octets) => 4_000_000 + (2000L * octets);

    public override string Run(byte[] input)
    {
        string? first = null;
        var answer = "";
        foreach (var cuts in Cuts)
        {
            var told = Told(input, cuts, out var shape);
            Require(first is null || first == told, "how the octets are cut into blocks makes no difference");
            first = told;
            answer = shape;
        }

        return answer;
    }

    private static string Told(byte[] input, int[] cuts, out string shape)
    {
        using var stream = new CutStream(input, cuts);
        var reader = new SmtpReplyReader(stream);
        var told = new List<string>();
        var shapes = new List<string>();
        try
        {
            while (told.Count < MostReplies)
            {
                var reply = reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
                Require(reply.Code is >= 200 and <= 599, "a reply has a code");
                Require(reply.Lines.Count is > 0 and <= MostLines, "a reply has at most 100 lines");
                foreach (var line in reply.Lines) Require(line.Length <= LongestLine, "a line has at most 2,048 octets");
                Require(Promises.IsSafe(reply.ToString()), "what a stranger sent is shown safely");
                told.Add($"{reply.Code} {string.Join("\n", reply.Lines)}");
                shapes.Add($"{reply.Code / 100}{(reply.Lines.Count > 1 ? "+" : "")}");
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            Require(Promises.IsSafe(error.Message), "what a stranger sent is shown safely");
            told.Add(error.Message);
            shapes.Add(Words.Start(error.Message));
        }

        shape = string.Join(Corpus.Separator, (string[])[.. shapes, $"{shapes.Count} replies"]);
        return string.Join("\n", told);
    }
}
