using System;
using System.Globalization;

namespace MtaSts.Intake;

/// <summary>The addresses of one Microsoft Graph service, and the check that a link belongs to it.</summary>
public sealed class GraphEndpoint
{
    private const string Version = "/v1.0/";

    private GraphEndpoint(Uri root) => Root = root;

    /// <summary>The service for most tenants.</summary>
    public static GraphEndpoint Global { get; } = new(new Uri("https://graph.microsoft.com"));

    /// <summary>Scheme, host and port.</summary>
    public Uri Root { get; }

    /// <summary>Creates an endpoint.</summary>
    /// <param name="root">Such as <c>https://graph.microsoft.us</c>; <c>http</c> only on this machine, for tests.</param>
    /// <returns>Null when the address is not one that a token may be sent to.</returns>
    public static GraphEndpoint? Create(Uri root)
    {
        if (root is null || !root.IsAbsoluteUri) return null;
        var isSecure = root.Scheme == Uri.UriSchemeHttps || root.Scheme == Uri.UriSchemeHttp && root.IsLoopback;
        return isSecure && root.UserInfo.Length == 0 && root.Query.Length == 0 && root.Fragment.Length == 0 && root.AbsolutePath is "/" or "/v1.0" or "/v1.0/"
            ? new GraphEndpoint(new Uri(root.GetLeftPart(UriPartial.Authority)))
            : null;
    }

    /// <summary>Whether an address is one of this service, so that a token may be sent to it.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(Uri address) =>
        address is { IsAbsoluteUri: true }
        && address.Scheme == Root.Scheme
        && HostOf(address) is { } host
        && string.Equals(host, HostOf(Root), StringComparison.OrdinalIgnoreCase)
        && address.Port == Root.Port
        && address.UserInfo.Length == 0
        && address.AbsolutePath.StartsWith(Version, StringComparison.OrdinalIgnoreCase);

    /// <summary>The host in A-labels; null when it cannot be one, which .NET notices only when it is asked for the A-labels.</summary>
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>A link to the next messages, from a state file or an answer.</summary>
    /// <param name="link">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when it is not a delta link of this service.</returns>
    public bool TryReadDeltaLink(string? link, out Uri? address) => TryRead(link, "/messages/delta", out address);

    /// <summary>A link to the next page of a list of messages.</summary>
    /// <param name="link">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when it is not a link to messages of this service.</returns>
    public bool TryReadListLink(string? link, out Uri? address) => TryRead(link, "/messages", out address);

    /// <summary>The first request of a walk: all messages of a folder, each once.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="folder">The id of the folder, or a well-known name.</param>
    public Uri Delta(string mailbox, string folder) =>
        At(Folder(mailbox, folder) + "/messages/delta?changeType=created&$select=subject,receivedDateTime");

    /// <summary>The first page of a folder's messages.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="folder">The id of the folder, or a well-known name.</param>
    /// <param name="pageSize">How many messages a page has at most.</param>
    public Uri Messages(string mailbox, string folder, int pageSize) => At(
        Folder(mailbox, folder) + "/messages?$select=subject,receivedDateTime&$top=" + pageSize.ToString(CultureInfo.InvariantCulture));

    /// <summary>The MIME text of a message.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="message">The id of the message.</param>
    public Uri Mime(string mailbox, string message) => At(Message(mailbox, message) + "/$value");

    /// <summary>Moves a message.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="message">The id of the message.</param>
    public Uri Move(string mailbox, string message) => At(Message(mailbox, message) + "/move");

    /// <summary>A folder itself.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="folder">The id of the folder, or a well-known name.</param>
    public Uri MailFolder(string mailbox, string folder) => At(Folder(mailbox, folder));

    /// <summary>The folders of a name in a folder.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="parent">The id of the folder, or a well-known name.</param>
    /// <param name="name">The display name to look for.</param>
    public Uri ChildFolders(string mailbox, string parent, string name) => At(
        Folder(mailbox, parent) + "/childFolders?$filter=" + Uri.EscapeDataString("displayName eq '" + name.Replace("'", "''") + "'") + "&$top=2");

    private static string Folder(string mailbox, string folder) => "users/" + Uri.EscapeDataString(mailbox) + "/mailFolders/" + Uri.EscapeDataString(folder);

    private static string Message(string mailbox, string message) => "users/" + Uri.EscapeDataString(mailbox) + "/messages/" + Uri.EscapeDataString(message);

    private Uri At(string path) => new(Root, Version + path);

    /// <summary>Graph writes the ids in a link in another form than they were asked for, so only the end of the path is known.</summary>
    private bool TryRead(string? link, string end, out Uri? address)
    {
        address = null;
        if (link is null || !Uri.TryCreate(link, UriKind.Absolute, out var read) || !Contains(read) || read.Fragment.Length > 0) return false;
        var path = read.AbsolutePath;
        if (path.EndsWith("()", StringComparison.Ordinal)) path = path.Substring(0, path.Length - 2);
        var isOfMessages = path.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            && path.IndexOf("/mailFolders", StringComparison.OrdinalIgnoreCase) > 0
            && path.IndexOf("%2f", StringComparison.OrdinalIgnoreCase) < 0;
        if (isOfMessages) address = read;
        return isOfMessages;
    }
}
