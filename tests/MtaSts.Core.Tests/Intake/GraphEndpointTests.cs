using System;
using MtaSts.Intake;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>Where a token may be sent to.</summary>
public class GraphEndpointTests
{
    [Theory]
    [InlineData("https://graph.microsoft.com")]
    [InlineData("https://graph.microsoft.us/")]
    [InlineData("https://microsoftgraph.chinacloudapi.cn/v1.0")]
    [InlineData("http://127.0.0.1:8080")] // a stub on this machine
    [InlineData("http://localhost:8080/")]
    public void A_service_is_accepted(string root) => Assert.NotNull(GraphEndpoint.Create(new Uri(root)));

    [Theory]
    [InlineData("http://graph.microsoft.com")] // the token would be readable on the way
    [InlineData("ftp://graph.microsoft.com")]
    [InlineData("https://user:pw@graph.microsoft.com")]
    [InlineData("https://graph.microsoft.com/beta")]
    [InlineData("https://graph.microsoft.com/?x=1")]
    [InlineData("graph.microsoft.com")] // a relative address
    public void Another_address_is_refused(string root) => Assert.Null(GraphEndpoint.Create(new Uri(root, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users('00aa')/mailFolders('AQMk')/messages/delta?$skiptoken=x")]
    [InlineData("https://graph.microsoft.com/v1.0/me/mailfolders('AQMk')/messages/delta?$deltatoken=x")]
    [InlineData("https://GRAPH.microsoft.com:443/v1.0/users/a%40contoso.test/mailFolders/inbox/messages/delta()?$skiptoken=x")]
    public void A_delta_link_is_followed(string link)
    {
        Assert.True(GraphEndpoint.Global.TryReadDeltaLink(link, out var address));
        Assert.Equal("graph.microsoft.com", address!.Host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a link")]
    [InlineData("/v1.0/users/a/mailFolders/inbox/messages/delta?$skiptoken=x")]
    [InlineData("http://graph.microsoft.com/v1.0/users/a/mailFolders/inbox/messages/delta?$skiptoken=x")] // no TLS
    [InlineData("https://graph.microsoft.com.evil.example/v1.0/users/a/mailFolders/inbox/messages/delta")] // another host
    [InlineData("https://evil.example/v1.0/users/a/mailFolders/inbox/messages/delta?x=graph.microsoft.com")]
    [InlineData("https://graph.microsoft.com@evil.example/v1.0/users/a/mailFolders/inbox/messages/delta")]
    [InlineData("https://x@graph.microsoft.com/v1.0/users/a/mailFolders/inbox/messages/delta")]
    [InlineData("https://graph.microsoft.com:444/v1.0/users/a/mailFolders/inbox/messages/delta")] // another port
    [InlineData("https://graph.microsoft.us/v1.0/users/a/mailFolders/inbox/messages/delta")] // another cloud
    [InlineData("https://graph.microsoft.com/beta/users/a/mailFolders/inbox/messages/delta")]
    [InlineData("https://graph.microsoft.com/v1.0/users/a/mailFolders/inbox/messages/../../../sendMail")]
    [InlineData("https://graph.microsoft.com/v1.0/users/a/sendMail")]
    [InlineData("https://graph.microsoft.com/v1.0/users/a/events/delta")]
    [InlineData("https://graph.microsoft.com/v1.0/users/a/mailFolders/x%2fmessages%2fdelta")]
    [InlineData("https://graph.microsoft.com/v1.0/users/a/mailFolders/inbox/messages/delta#x")]
    [InlineData("https://\ufffd/v1.0/users/a/mailFolders/inbox/messages/delta")]
    [InlineData("javascript:alert(1)")]
    public void Any_other_link_is_not_followed(string link) => Assert.False(GraphEndpoint.Global.TryReadDeltaLink(link, out _));

    [Theory]
    [InlineData("a/../../evil", "/v1.0/users/a%2F..%2F..%2Fevil/mailFolders/inbox")]
    [InlineData("o'brien+x@contoso.test?y#z", "/v1.0/users/o%27brien%2Bx%40contoso.test%3Fy%23z/mailFolders/inbox")]
    public void A_name_stays_one_part_of_the_path(string mailbox, string path) =>
        Assert.Equal(path, GraphEndpoint.Global.MailFolder(mailbox, "inbox").AbsolutePath);

    [Fact]
    public void A_quote_in_a_folder_name_does_not_end_the_filter() => Assert.Equal(
        "?$filter=displayName%20eq%20%27A%27%27%20or%20true%20or%20%27%27%27&$top=2",
        GraphEndpoint.Global.ChildFolders("a", "inbox", "A' or true or '").Query);
}
