using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Creates containers other than MIME: S/MIME of one part, winmail.dat, Outlook's .msg.</summary>
internal static class Wrapped
{
    private static readonly byte[] DataOid = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

    /// <summary>A content type of CMS (RFC 5652): its last octet after 1.2.840.113549.1.7.</summary>
    public static byte[] Cms(byte type, byte[] content) => Der(0x30, Der(6, [.. DataOid[..^1], type]), Der(0xa0, content));

    /// <summary>Signed-data in DER.</summary>
    public static byte[] Signed(byte[] content) => Signed(Der(0xa0, Der(4, content)), Der);

    /// <summary>Signed-data in BER: indefinite lengths, the content in pieces.</summary>
    public static byte[] SignedInPieces(byte[] content, int size)
    {
        byte[] pieces = [.. content.Chunk(size).SelectMany(piece => Der(4, piece))];
        return Signed(Ber(0xa0, Ber(0x24, pieces)), Ber);
    }

    /// <summary>Signed-data with a detached signature, without content.</summary>
    public static byte[] SignedDetached() => Signed([], Der);

    /// <summary>A mail whose only part is this.</summary>
    public static string Mail(string type, string name, byte[] content, string headers = "TLS-Report-Domain: contoso.test\r\n") => headers + string.Join("\r\n",
        "From: tls@fabrikam.test", "Subject: Report", "Date: Sun, 02 Mar 2025 05:00:00 +0000", "Message-ID: <m1@fabrikam.test>",
        "Content-Type: " + type + "; name=\"" + name + "\"", "Content-Transfer-Encoding: base64", "",
            Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks), "");

    /// <summary>winmail.dat with these attachments (MS-OXTNEF).</summary>
    public static byte[] Tnef(params (string Name, byte[] Content)[] files)
    {
        List<byte> tnef = [0x78, 0x9f, 0x3e, 0x22, 1, 0];
        Attribute(tnef, 1, 0x00089006, [0, 0, 1, 0]); // the version
        Attribute(tnef, 1, 0x00018004, Encoding.ASCII.GetBytes("A report\0")); // the subject
        foreach ((var name, var content) in files)
        {
            Attribute(tnef, 2, 0x00069002, new byte[14]);
            Attribute(tnef, 2, 0x00018010, Encoding.ASCII.GetBytes(name + "\0"));
            Attribute(tnef, 2, 0x0006800f, content);
        }

        return [.. tnef];
    }

    /// <summary>A message in Outlook's format (MS-OXMSG, MS-CFB): its header fields and its attachments.</summary>
    public static byte[] OutlookMessage(string headers, params (string Name, byte[] Content)[] files)
    {
        var file = new CompoundFileMaker();
        Fill(file, 0, headers, files);
        return file.ToArray();
    }

    /// <summary>The same, attached to another message.</summary>
    public static byte[] OutlookMessageInAnother(string headers, params (string Name, byte[] Content)[] files)
    {
        var file = new CompoundFileMaker();
        Fill(file, 0, "Subject: FW\r\n", []);
        var attachment = file.AddStorage(0, "__attach_version1.0_#00000000");
        Fill(file, file.AddStorage(attachment, "__substg1.0_3701000D"), headers, files);
        return file.ToArray();
    }

    private static void Fill(CompoundFileMaker file, int storage, string headers, (string Name, byte[] Content)[] files)
    {
        file.AddStream(storage, "__substg1.0_007D001F", Encoding.Unicode.GetBytes(headers));
        for (var i = 0; i < files.Length; i++)
        {
            var attachment = file.AddStorage(storage, "__attach_version1.0_#0000000" + i);
            file.AddStream(attachment, "__substg1.0_3707001F", Encoding.Unicode.GetBytes(files[i].Name));
            file.AddStream(attachment, "__substg1.0_37010102", files[i].Content);
        }
    }

    private static byte[] Signed(byte[] content, Func<byte, byte[][], byte[]> wrap)
    {
        var encapsulated = wrap(0x30, [Der(6, DataOid), content]);
        var data = wrap(0x30, [Der(2, [1]), Der(0x31, Der(0x30, Der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]))), encapsulated, Der(0x31)]);
        return wrap(0x30, [Der(6, [.. DataOid[..^1], 2]), wrap(0xa0, [data])]);
    }

    private static byte[] Der(byte tag, params byte[][] content)
    {
        byte[] value = [.. content.SelectMany(part => part)];
        byte[] length = value.Length < 128
            ? [(byte)value.Length]
            : [0x84, (byte)(value.Length >> 24), (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length];
        return [tag, .. length, .. value];
    }

    private static byte[] Ber(byte tag, params byte[][] content) => [tag, 0x80, .. content.SelectMany(part => part), 0, 0];

    private static void Attribute(List<byte> tnef, byte level, int id, byte[] value)
    {
        tnef.Add(level);
        tnef.AddRange(BitConverter.GetBytes(id));
        tnef.AddRange(BitConverter.GetBytes(value.Length));
        tnef.AddRange(value);
        tnef.AddRange(BitConverter.GetBytes((ushort)value.Sum(octet => octet)));
    }
}
