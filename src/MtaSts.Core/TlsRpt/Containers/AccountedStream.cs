using System.IO;
using System.Threading;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>JSON whose reports are held afterwards: what is read of it is taken from the account before it is used.</summary>
internal sealed class AccountedStream(Stream inner, ReadMemoryAccount account, CancellationToken cancellation) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        account.Take((long)read * HeldSize.PerJsonByte, cancellation);
        return read;
    }
}
