using System.Linq;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Dns;
using MtaSts.Dns.Wire;
using Xunit;

namespace MtaSts.Tests.Dns;

public class DnsMessageReaderTests
{
    private static readonly byte[] Query = Packet.Query("contoso.test", Packet.Txt);

    [Fact]
    public void A_is_read() => Assert.Equal(
        IPAddress.Parse("192.0.2.1"), One<AddressRecord>(Packet.A, Packet.Address("192.0.2.1")).Address);

    [Fact]
    public void AAAA_is_read() => Assert.Equal(
        IPAddress.Parse("2001:db8::1"), One<AddressRecord>(Packet.Aaaa, Packet.Address("2001:db8::1")).Address);

    [Fact]
    public void CNAME_is_read() => Assert.Equal("www.contoso.test", One<CnameRecord>(Packet.Cname, Packet.Name("www.contoso.test")).Target);

    [Fact]
    public void MX_is_read()
    {
        var record = One<MxRecord>(Packet.Mx, Packet.Mail(65535, "mx.contoso.test"));
        Assert.Equal((65535, "mx.contoso.test"), (record.Preference, record.Exchange));
    }

    [Fact]
    public void A_null_MX_has_an_empty_exchange() => Assert.Equal("", One<MxRecord>(Packet.Mx, [0, 0, 0]).Exchange);

    [Fact]
    public void SOA_is_read()
    {
        var record = One<SoaRecord>(Packet.Soa, Packet.Start(900));
        Assert.Equal(("ns.contoso.com", 7u, 900u), (record.PrimaryServer, record.Serial, record.Minimum));
    }

    [Fact]
    public void TXT_keeps_every_octet_of_its_strings_and_its_text_is_UTF_8_when_valid()
    {
        var record = One<TxtRecord>(Packet.Txt, [3, (byte)'v', (byte)'=', 0, 0, 2, 0xC3, 0xA9]);
        Assert.Equal(["v=\0", "", "Ã©"], record.Strings);
        Assert.Equal("v=\0é", record.Text);
        Assert.Equal("é€", One<TxtRecord>(Packet.Txt, [3, 0xC3, 0xA9, 0xE2, 2, 0x82, 0xAC]).Text); // a character can span two strings
        Assert.Equal("Ã(", One<TxtRecord>(Packet.Txt, [2, 0xC3, 0x28]).Text); // Latin-1
    }

    [Fact]
    public void TLSA_is_read()
    {
        var record = One<TlsaRecord>(Packet.Tlsa, [3, 1, 2, 0x0A, 0xFF]);
        Assert.Equal((3, 1, 2, "0aff"), (record.Usage, record.Selector, record.MatchingType, record.AssociationData));
    }

    [Theory]
    [InlineData("owners, to one long name")]
    [InlineData("owners, to two long names in turn")]
    [InlineData("exchanges, to one long name")]
    [InlineData("owners and targets, to the names of odd octets that cost most")]
    public void A_message_of_65535_octets_of_long_names_costs_less_than_5_megabytes(string what)
    {
        var message = Longest(what);
        Assert.InRange(message.Length, 65000, 65535);
#if NET // .NET Framework does not count the allocations of a thread
        var before = System.GC.GetAllocatedBytesForCurrentThread();
#endif
        var fault = DnsMessageReader.TryRead(message, message.Length, out var read);
#if NET
        Assert.InRange(System.GC.GetAllocatedBytesForCurrentThread() - before, 1, 5_000_000);
#endif
        if (what.StartsWith("owners, to one", System.StringComparison.Ordinal)) Assert.InRange(read!.Answers.Count, 4000, 4100);
        else Assert.True(fault is null ? read!.Answers.Count > 3000 : fault.Reason.Contains("names are too long", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Packet.A, new byte[] { 1, 2, 3 })]
    [InlineData(Packet.A, new byte[] { 1, 2, 3, 4, 5 })]
    [InlineData(Packet.Aaaa, new byte[] { 1, 2, 3, 4 })]
    [InlineData(Packet.Cname, new byte[] { })]
    [InlineData(Packet.Cname, new byte[] { 1, 97 })] // the name extends beyond the data
    [InlineData(Packet.Cname, new byte[] { 1, 97, 0, 0 })] // more octets after it
    [InlineData(Packet.Mx, new byte[] { 0 })]
    [InlineData(Packet.Mx, new byte[] { 0, 1 })] // no host
    [InlineData(Packet.Mx, new byte[] { 0, 1, 0, 9 })]
    [InlineData(Packet.Soa, new byte[] { 0, 0, 1, 2, 3, 4 })]
    [InlineData(Packet.Txt, new byte[] { })] // at least one string is required
    [InlineData(Packet.Txt, new byte[] { 5, 97 })]
    [InlineData(Packet.Tlsa, new byte[] { 3, 1 })]
    public void Data_of_the_wrong_length_is_an_error(int type, byte[] data)
    {
        var error = Error(Packet.To(Query).Answer("a", type, data).Answer("b", Packet.A, [1, 2, 3, 4]).Build(), out var message);
        Assert.NotNull(error);
        Assert.Null(message);
        Assert.InRange(error.Offset, 12, 100);
    }

    [Fact]
    public void Other_types_and_classes_are_ignored()
    {
        var message = Read(Packet.To(Query)
            .Answer("a", 46, [1, 2, 3])
            .Raw(0, [0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 1, 9]) // an A of class CHAOS, one octet long
            .Answer("a", 65280, []).Build());
        Assert.Empty(message.Answers);
    }

    [Fact]
    public void A_TTL_with_the_highest_bit_is_zero()
    {
        Assert.Equal(0u, Read(Packet.To(Query).Answer("a", Packet.A, [1, 2, 3, 4], 0x80000000).Build()).Answers[0].TimeToLive);
        Assert.Equal(0x7FFFFFFFu, Read(Packet.To(Query).Answer("a", Packet.A, [1, 2, 3, 4], 0x7FFFFFFF).Build()).Answers[0].TimeToLive);
    }

    [Fact]
    public void Octets_after_the_records_are_ignored() =>
        Assert.Single(Read([.. Packet.To(Query).Answer("a", Packet.A, [1, 2, 3, 4]).Build(), 0xDE, 0xAD]).Answers);

    [Fact]
    public void Octets_after_the_length_are_not_read()
    {
        var data = Packet.To(Query).Answer("a", Packet.A, [1, 2, 3, 4]).Build();
        Assert.Null(DnsMessageReader.TryRead([.. data, 1, 2, 3], data.Length, out _));
        Assert.NotNull(DnsMessageReader.TryRead([.. data, 1, 2, 3], data.Length - 1, out _));
    }

    [Fact]
    public void A_message_cut_anywhere_is_an_error()
    {
        var data = Rich();
        Assert.Null(DnsMessageReader.TryRead(data, data.Length, out _));
        for (var length = 0; length < data.Length; length++) Assert.NotNull(DnsMessageReader.TryRead(data, length, out _));
    }

    [Fact]
    public void An_owner_name_can_be_a_pointer_to_the_question()
    {
        byte[] record = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4];
        var message = Read(Packet.To(Query).Raw(0, record).Raw(0, record).Build());
        Assert.All(message.Answers, answer => Assert.Equal("contoso.test", answer.Name));
        Assert.Equal(2, message.Answers.Count);
    }

    [Fact]
    public void Owners_that_point_to_different_names_are_distinguished()
    {
        byte[] rest = [0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4];
        var message = Read(Packet.To(Query).Raw(0, [0xC0, 12, .. rest]).Raw(0, [0xC0, 20, .. rest]).Raw(0, [0xC0, 12, .. rest]).Build());
        Assert.Equal(["contoso.test", "test", "contoso.test"], message.Answers.ConvertAll(answer => answer.Name));
    }

    [Fact]
    public void Bad_options_do_not_make_the_message_unreadable()
    {
        Assert.Null(Read(Packet.To(Query).Raw(2, [0, 0, 41, 4, 0, 0, 0, 0, 0, 0, 3, 0, 15, 9]).Build()).ExtendedError);
        Assert.Null(Read(Packet.To(Query).Opt(0, 15, [1]).Build()).ExtendedError);
        Assert.Equal("extended error 999", Read(Packet.To(Query).Opt(0, 15, [3, 0xE7]).Build()).ExtendedError);
        Assert.InRange(Read(Packet.To(Query).Opt(0, 15, [0, 9, .. Enumerable.Repeat((byte)'x', 5000)]).Build()).ExtendedError!.Length, 200, 230);
    }

    [Fact]
    public void Any_octets_are_a_valid_message_or_an_error()
    {
        Prop.ForAll<byte[]>(ArbMap.Default.ArbFor<byte[]>(), data => Survives(data)).QuickCheckThrowOnFailure();

        // Small numbers, lengths and pointers after a plausible header get further than random octets.
        var near = Gen.Frequency((4, Gen.Choose(0, 4)), (2, Gen.Choose(0, 63)), (1, Gen.Choose(0xC0, 0xC1)), (1, Gen.Choose(0, 255)));
        var messages = near.Select(octet => (byte)octet).ArrayOf(200).Select(tail => (byte[])[0, 0, 0x81, 0x80, 0, 1, 0, 9, 0, 9, 0, 9, .. tail]);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(messages.ToArbitrary(), data => Survives(data)));
    }

    [Fact]
    public void A_modified_message_is_a_valid_message_or_an_error()
    {
        var change = Gen.Choose(0, Rich().Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(octet => (At: at, Octet: (byte)octet)));
        var changes = Gen.Choose(1, 5).SelectMany(count => change.ArrayOf(count));
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(changes.ToArbitrary(), all =>
        {
            var data = Rich();
            foreach (var (at, octet) in all) data[at] = octet;
            Survives(data);
        }));
    }

    private static void Survives(byte[] data)
    {
        var error = DnsMessageReader.TryRead(data, data.Length, out var message);
        Assert.True(error is null != message is null);
        if (error is not null) Assert.InRange(error.Offset, 0, data.Length);
    }

    private static T One<T>(int type, byte[] data)
        where T : DnsRecord
    {
        var record = Assert.IsType<T>(Assert.Single(Read(Packet.To(Query).Answer("mail.contoso.test", type, data, 77).Build()).Answers));
        Assert.Equal(("mail.contoso.test", 77u), (record.Name, record.TimeToLive));
        return record;
    }

    private static DnsParseError? Error(byte[] data, out DnsMessage? message) => DnsMessageReader.TryRead(data, data.Length, out message);

    private static DnsMessage Read(byte[] data)
    {
        Assert.Null(DnsMessageReader.TryRead(data, data.Length, out var message));
        return message!;
    }

    private static byte[] Rich() => Packet.To(Query)
        .Answer("contoso.test", Packet.Cname, [1, (byte)'b', 0xC0, 20])
        .Raw(0, [0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 9, 0, 4, 0, 5, 0xC0, 12])
        .Answer("b.test", Packet.Txt, Packet.Text("v=STSv1; ", "id=1;"))
        .Answer("b.test", Packet.Tlsa, [3, 1, 1, 2, 3])
        .Answer("b.test", Packet.Aaaa, Packet.Address("2001:db8::1"))
        .Authority("test", Packet.Soa, Packet.Start(5))
        .Authority("test", Packet.Ns, Packet.Name("ns.test"))
        .Opt(0, 15, [0, 6, 65])
        .Build();

    /// <summary>Two names of 255 octets as the data of a record that is not read, then records that point to them.</summary>
    private static byte[] Longest(string what)
    {
        var packet = Packet.To(Query);
        byte[] plain = [.. Enumerable.Repeat(Label(63, (byte)'a'), 3).SelectMany(label => label), .. Label(61, (byte)'b'), 0];
        byte[] odd = [.. Enumerable.Repeat(Label(1, 0xFF), 127).SelectMany(label => label), 0];
        var names = packet.Build().Length + 11;
        packet.Raw(0, [0, 0xFF, 0xFA, 0, 1, 0, 0, 0, 9, .. Packet.U16(plain.Length + odd.Length), .. plain, .. odd]);
        var length = packet.Build().Length;
        for (var i = 0; ; i++)
        {
            var first = Pointer(names);
            var second = Pointer(names + plain.Length);
            var record = what switch
            {
                "owners, to one long name" => Record(first, Packet.A, [192, 0, 2, 1]),
                "owners, to two long names in turn" => Record(i % 2 == 0 ? first : second, Packet.A, [192, 0, 2, 1]),
                "exchanges, to one long name" => Record([0], Packet.Mx, [0, 1, .. first]),
                _ => Record(Pointer(names + plain.Length + (2 * (i % 10))), Packet.Cname, Pointer(names + plain.Length + (2 * ((i + 5) % 10)))),
            };
            length += record.Length;
            if (length > 65535) return packet.Build();
            packet.Raw(0, record);
        }

        static byte[] Label(int octets, byte octet) => [(byte)octets, .. Enumerable.Repeat(octet, octets)];
        static byte[] Pointer(int to) => [(byte)(0xC0 | (to >> 8)), (byte)to];
        static byte[] Record(byte[] owner, int type, byte[] data) => [.. owner, .. Packet.U16(type), 0, 1, 0, 0, 0, 9, .. Packet.U16(data.Length), .. data];
    }
}
