using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Dns;

public class CachingResolverTests
{
    private readonly FakeResolver _inner = new();
    private DateTime _now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Callers_of_the_same_name_and_type_share_one_query()
    {
        var resolver = Resolver();
        var first = resolver.QueryAsync("contoso.test", DnsRecordType.MX, CancellationToken.None);
        var second = resolver.QueryAsync("CONTOSO.test.", DnsRecordType.MX, CancellationToken.None);
        using var third = new CancellationTokenSource();
        var withToken = resolver.QueryAsync("contoso.test", DnsRecordType.MX, third.Token);
        var otherType = resolver.QueryAsync("contoso.test", DnsRecordType.A, CancellationToken.None);
        Assert.Equal(["MX contoso.test", "A contoso.test"], _inner.Asked);

        _inner.Answer(0, DnsStatus.Success, 0);
        _inner.Answer(1, DnsStatus.NoData, 0);
        Assert.Same(await first, await second);
        Assert.Same(await first, await withToken);
        Assert.Equal(DnsStatus.NoData, (await otherType).Status);
        Assert.Equal(0, resolver.RunningCount);
    }

    [Fact]
    public async Task A_caller_that_cancels_does_not_disturb_the_others()
    {
        var resolver = Resolver();
        using var cancel = new CancellationTokenSource();
        var leaves = resolver.QueryAsync("contoso.test", DnsRecordType.MX, cancel.Token);
        var stays = resolver.QueryAsync("contoso.test", DnsRecordType.MX, CancellationToken.None);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.False(_inner.Tokens[0].IsCancellationRequested);
        Assert.False(stays.IsCompleted);
        _inner.Answer(0, DnsStatus.Success, 0);
        Assert.Equal(DnsStatus.Success, (await stays).Status);
    }

    [Fact]
    public async Task The_last_caller_to_leave_ends_the_work_and_the_next_caller_starts_new_work()
    {
        var resolver = Resolver();
        using var cancel = new CancellationTokenSource();
        var first = resolver.QueryAsync("contoso.test", DnsRecordType.MX, cancel.Token);
        var second = resolver.QueryAsync("contoso.test", DnsRecordType.MX, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(_inner.Tokens[0].IsCancellationRequested);
        Assert.Equal(0, resolver.RunningCount);

        // The old query is still running when the new one begins; its end must not end the new one.
        var third = resolver.QueryAsync("contoso.test", DnsRecordType.MX, CancellationToken.None);
        _inner.Fail(0, new OperationCanceledException());
        Assert.Equal(1, resolver.RunningCount);
        _inner.Answer(1, DnsStatus.Success, 0);
        Assert.Equal(DnsStatus.Success, (await third).Status);
    }

    [Fact]
    public async Task A_cancelled_caller_sends_no_query()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Resolver().QueryAsync("contoso.test", DnsRecordType.MX, new CancellationToken(true)));
        Assert.Empty(_inner.Asked);
    }

    [Fact]
    public async Task An_exception_reaches_every_caller_and_is_not_kept()
    {
        var resolver = Resolver();
        var first = resolver.QueryAsync("contoso.test", DnsRecordType.MX, CancellationToken.None);
        var second = resolver.QueryAsync("contoso.test", DnsRecordType.MX, CancellationToken.None);
        _inner.Fail(0, new ArgumentException("no"));
        await Assert.ThrowsAsync<ArgumentException>(() => first);
        await Assert.ThrowsAsync<ArgumentException>(() => second);
        Assert.Equal(0, resolver.RunningCount);
    }

    [Theory]
    [InlineData(DnsStatus.Success, 60, true)]
    [InlineData(DnsStatus.NoData, 60, true)]
    [InlineData(DnsStatus.NxDomain, 60, true)]
    [InlineData(DnsStatus.Success, 0, false)] // a TTL of zero: never cached
    [InlineData(DnsStatus.NxDomain, 0, false)] // without SOA there is no TTL
    [InlineData(DnsStatus.ServFail, 60, false)]
    [InlineData(DnsStatus.Timeout, 60, false)]
    [InlineData(DnsStatus.CnameLoop, 60, false)]
    public async Task Definite_answers_are_kept_until_they_expire(DnsStatus status, int seconds, bool kept)
    {
        _inner.Always = (status, seconds);
        var resolver = Resolver();
        await AskAsync(resolver, "contoso.test");
        _now += TimeSpan.FromSeconds(Math.Max(0, seconds - 1));
        await AskAsync(resolver, "Contoso.test");
        Assert.Equal(kept ? 1 : 2, _inner.Asked.Count);

        _now += TimeSpan.FromSeconds(1);
        await AskAsync(resolver, "contoso.test");
        Assert.Equal(kept ? 2 : 3, _inner.Asked.Count);
    }

    [Fact]
    public async Task The_number_of_cached_answers_is_limited_and_the_least_recently_used_is_dropped_first()
    {
        _inner.Always = (DnsStatus.Success, 3600);
        var resolver = Resolver(3);
        foreach (var name in new[] { "a", "b", "c", "a", "d" }) await AskAsync(resolver, name); // d replaces b
        Assert.Equal(3, resolver.KeptCount);
        foreach (var name in new[] { "a", "c", "d", "b" }) await AskAsync(resolver, name);
        Assert.Equal(["A a", "A b", "A c", "A d", "A b"], _inner.Asked);

        for (var i = 0; i < 1000; i++) await AskAsync(resolver, "host" + i.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(3, resolver.KeptCount);
        Assert.Equal(0, resolver.RunningCount);
    }

    [Fact]
    public async Task Nothing_is_cached_when_the_capacity_is_zero()
    {
        _inner.Always = (DnsStatus.Success, 3600);
        var resolver = Resolver(0);
        await AskAsync(resolver, "a");
        await AskAsync(resolver, "a");
        Assert.Equal(2, _inner.Asked.Count);
    }

    [Fact]
    public async Task Many_concurrent_callers_get_their_answers_and_leave_nothing_behind()
    {
        var inner = new YieldingResolver();
        var resolver = new CachingResolver(inner, 8, () => _now);
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(async () =>
        {
            using var cancel = new CancellationTokenSource();
            var name = "host" + (i % 16).ToString(CultureInfo.InvariantCulture);
            var task = resolver.QueryAsync(name, DnsRecordType.A, cancel.Token);
            if (i % 3 == 0) await cancel.CancelAsync();
            try
            {
                Assert.Equal(name, (await task).Name);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(0, i % 3);
            }
        })));
        Assert.True(SpinWait.SpinUntil(() => inner.Running == 0 && resolver.RunningCount == 0, Ask.Long));
        Assert.InRange(resolver.KeptCount, 1, 8);
    }

    [Fact]
    public async Task Misuse_throws()
    {
        Assert.Throws<ArgumentNullException>(() => new CachingResolver(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resolver(-1));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Resolver().QueryAsync(null!, DnsRecordType.A, CancellationToken.None));
    }

    private CachingResolver Resolver(int maxAnswers = CachingResolver.DefaultMaxAnswers) => new(_inner, maxAnswers, () => _now);

    private static Task<DnsResponse> AskAsync(CachingResolver resolver, string name) => resolver.QueryAsync(name, DnsRecordType.A, CancellationToken.None);

    private static DnsResponse Response(string name, DnsRecordType type, DnsStatus status, int seconds) => new()
    {
        Name = name,
        Type = type,
        Status = status,
        Records = ReadableList<DnsRecord>.Empty,
        TimeToLive = TimeSpan.FromSeconds(status == DnsStatus.Success ? seconds : 0),
        NegativeTimeToLive = TimeSpan.FromSeconds(status == DnsStatus.Success ? 0 : seconds),
    };

    private sealed class FakeResolver : IDnsResolver
    {
        private readonly List<(string Name, DnsRecordType Type, TaskCompletionSource<DnsResponse> Answer)> _questions = [];

        public List<string> Asked { get; } = [];

        public List<CancellationToken> Tokens { get; } = [];

        public (DnsStatus Status, int Seconds)? Always { get; set; }

        public void Answer(int question, DnsStatus status, int seconds)
        {
            var (name, type, answer) = _questions[question];
            answer.SetResult(Response(name, type, status, seconds));
        }

        public void Fail(int question, Exception fault) => _questions[question].Answer.SetException(fault);

        public Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            Asked.Add($"{type} {name}");
            Tokens.Add(cancellationToken);
            if (Always is { } always) return Task.FromResult(Response(name, type, always.Status, always.Seconds));
            var answer = new TaskCompletionSource<DnsResponse>();
            _questions.Add((name, type, answer));
            return answer.Task;
        }
    }

    private sealed class YieldingResolver : IDnsResolver
    {
        private int _running;

        public int Running => Volatile.Read(ref _running);

        public async Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _running);
            try
            {
                for (var i = 0; i < 5; i++) await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                return Response(name, type, DnsStatus.Success, name.Length % 2 == 0 ? 60 : 0);
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }
    }
}
