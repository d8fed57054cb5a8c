using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

// The members of DnsClient 1.8.0 that the adapter uses; members that are internal there are public here. No method body is ever run.
namespace DnsClient;

public enum DnsOpCode : short
{
    Query = 0,
}

public enum QueryType
{
    None = 0,
}

public enum QueryClass : short
{
    IN = 1,
}

public enum DnsMessageHandleType
{
    None = 0,
    UDP,
    TCP,
}

public class DnsString
{
    public DnsString(string original, string value, int? numLabels) => throw Body.None;
}

public class DnsQuestion
{
    public DnsQuestion(DnsString query, QueryType questionType, QueryClass questionClass) => throw Body.None;
}

public class DnsQueryOptions
{
    public int ExtendedDnsBufferSize { get => throw Body.None; set => throw Body.None; }
}

public class DnsQuerySettings
{
    public DnsQuerySettings(DnsQueryOptions options) => throw Body.None;
}

public class DnsRequestHeader
{
    public DnsRequestHeader(bool useRecursion, DnsOpCode queryKind) => throw Body.None;

    public int Id { get => throw Body.None; set => throw Body.None; }
}

public class DnsRequestMessage
{
    public DnsRequestMessage(DnsRequestHeader header, DnsQuestion question, DnsQuerySettings dnsQuerySettings) => throw Body.None;

    public DnsRequestHeader Header => throw Body.None;
}

public class DnsResponseHeader
{
    public DnsResponseHeader(int id, ushort flags, int questionCount, int answerCount, int additionalCount, int serverCount) => throw Body.None;
}

public class DnsResponseMessage
{
    public DnsResponseMessage(DnsResponseHeader header, int messageSize) => throw Body.None;
}

public class DnsDatagramWriter : IDisposable
{
    public ArraySegment<byte> Data => throw Body.None;

    public void Dispose() => throw Body.None;
}

public abstract class DnsMessageHandler
{
    public abstract DnsMessageHandleType Type { get; }

    public abstract DnsResponseMessage Query(IPEndPoint endpoint, DnsRequestMessage request, TimeSpan timeout);

    public abstract Task<DnsResponseMessage> QueryAsync(IPEndPoint endpoint, DnsRequestMessage request, CancellationToken cancellationToken);

    public virtual void GetRequestData(DnsRequestMessage request, DnsDatagramWriter writer) => throw Body.None;

    public virtual DnsResponseMessage GetResponseMessage(ArraySegment<byte> responseData) => throw Body.None;
}

public class DnsUdpMessageHandler : DnsMessageHandler
{
    public override DnsMessageHandleType Type => throw Body.None;

    public override DnsResponseMessage Query(IPEndPoint endpoint, DnsRequestMessage request, TimeSpan timeout) => throw Body.None;

    public override Task<DnsResponseMessage> QueryAsync(IPEndPoint endpoint, DnsRequestMessage request, CancellationToken cancellationToken) => throw Body.None;
}

internal static class Body
{
    public static Exception None => new NotSupportedException("This assembly is for the compiler alone.");
}
