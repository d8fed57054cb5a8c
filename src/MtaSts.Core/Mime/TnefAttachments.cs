using System;
using System.Collections.Generic;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// Finds the attachments in winmail.dat, the form in which Exchange and Outlook wrap the contents of a message (TNEF,
/// MS-OXTNEF §2.1.3). Attributes are read one after another; an attribute that does not fit ends the reading.
/// </summary>
internal static class TnefAttachments
{
    private const int HeaderSize = 6; // signature and key
    private const int AttributeOverhead = 11; // level, id, length and checksum
    private const uint AttachTitle = 0x00018010;
    private const uint AttachData = 0x0006800f;
    private const uint AttachRenderingData = 0x00069002; // begins an attachment

    /// <summary>Whether the bytes begin like TNEF.</summary>
    public static bool IsSignature(byte[] head, int count) => count >= HeaderSize && head[0] == 0x78 && head[1] == 0x9f && head[2] == 0x3e && head[3] == 0x22;

    /// <summary>The attachments.</summary>
    /// <param name="tnef">The whole stream.</param>
    public static List<AttachedFile> Find(byte[] tnef)
    {
        var found = new List<AttachedFile>();
        string? name = null;
        int data = -1, size = 0;
        long position = HeaderSize;
        while (position + AttributeOverhead <= tnef.Length)
        {
            var id = BitConverter.ToUInt32(tnef, (int)position + 1);
            long length = BitConverter.ToUInt32(tnef, (int)position + 5);
            var start = (int)position + 9;
            if (tnef[position] is not (1 or 2) || length > tnef.Length - start) break;
            switch (id)
            {
                case AttachRenderingData:
                    Add(found, tnef, name, data, size);
                    name = null;
                    data = -1;
                    break;
                case AttachTitle:
                    name = Encoding.UTF8.GetString(tnef, start, (int)length).TrimEnd('\0');
                    break;
                case AttachData:
                    data = start;
                    size = (int)length;
                    break;
            }

            position = start + length + 2;
        }

        Add(found, tnef, name, data, size);
        return found;
    }

    private static void Add(List<AttachedFile> found, byte[] tnef, string? name, int data, int size)
    {
        if (data >= 0) found.Add(new AttachedFile(name, new ArraySegment<byte>(tnef, data, size)));
    }
}
