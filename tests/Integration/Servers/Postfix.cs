using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>A Postfix with its own configuration, queue and log.</summary>
internal sealed class Postfix : IAsyncDisposable
{
    private const string Services = """
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;

    private readonly ServerProcess _process;
    private readonly string _folder;

    private Postfix(ServerProcess process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>The receiving side: a server for each MX host of the table, and a mailbox for every message.</summary>
    public static async Task<Postfix> ReceiveAsync(string folder, IReadOnlyList<Scenario> scenarios, Authority authority)
    {
        Directory.CreateDirectory(folder);
        var mail = Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName;
        await Tool.MustAsync("chown", "nobody", mail);
        await File.WriteAllLinesAsync(Path.Combine(folder, "domains"), scenarios.Select(s => s.Domain + " yes"));
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "boxes"), scenarios.SelectMany(s => Delivery.Boxes.Select(box => $"{box}@{s.Domain} {s.Domain}/{box}/")));
        var nobody = (await Tool.MustAsync("id", "-u", "nobody")).Trim();
        var group = (await Tool.MustAsync("id", "-g", "nobody")).Trim();
        var services = Services;
        foreach (var scenario in scenarios)
        {
            for (var i = 0; i < scenario.Mx.Count; i++)
            {
                if (scenario.Mx[i] is { HasAddress: true, Door: Door.Open or Door.TurnsAway } mx)
                    services += await ServiceAsync(scenario.MxAddresses[i], mx, scenario.HostOf(mx), authority);
            }
        }

        var postfix = await StartAsync(folder, services, $"""
            myhostname = receiver.example
            smtpd_peername_lookup = no
            smtpd_delay_reject = no
            smtpd_relay_restrictions = reject_unauth_destination
            smtpd_tls_received_header = yes
            virtual_mailbox_domains = texthash:{folder}/domains
            virtual_mailbox_maps = texthash:{folder}/boxes
            virtual_mailbox_base = {mail}
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{nobody}
            virtual_gid_maps = static:{group}
            """);
        foreach (
            var address in scenarios.SelectMany(
                s => s.Mx.Zip(s.MxAddresses).Where(p => p.First is { HasAddress: true, Door: Door.Open }).Select(p => p.Second)))
        {
            await postfix.MustBeUpAsync(address);
        }

        return postfix;
    }

    /// <summary>The sending side, which accepts messages at 127.0.0.1 and asks a policy daemon for the policy of each domain.</summary>
    public static async Task<Postfix> SendAsync(string folder, Authority authority)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "transport"), "/^strict@/ strict:\n/@sender\\.example$/ discard:\n");
        var postfix = await StartAsync(
            folder,
            Services + $"""
            127.0.0.1:25 inet n - n - - smtpd
            smtp unix - - n - 20 smtp
            strict unix - - n - 20 smtp -o syslog_name=strict -o smtp_tls_policy_maps=socketmap:inet:127.0.0.1:{PolicyDaemon.Port}:strict

            """,
            $"""
            myhostname = sender.example
            smtpd_peername_lookup = no
            mynetworks = 127.0.0.0/8
            smtpd_relay_restrictions = permit_mynetworks, reject
            transport_maps = regexp:{folder}/transport
            smtp_connect_timeout = 3s
            smtp_tls_loglevel = 1
            smtp_tls_security_level = may
            smtp_tls_CAfile = {authority.RootPath}
            smtp_tls_policy_maps = socketmap:inet:127.0.0.1:{PolicyDaemon.Port}:plain
            smtp_connection_cache_on_demand = no
            """);
        await postfix.MustBeUpAsync(IPAddress.Loopback);
        return postfix;
    }

    public string Log => Path.Combine(_folder, "log");

    /// <summary>The messages in a mailbox of the receiving side.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string box, string domain)
    {
        var path = Path.Combine(_folder, "mail", domain, box, "new");
        return Directory.Exists(path) ? await Task.WhenAll(Directory.GetFiles(path).Select(file => File.ReadAllTextAsync(file))) : [];
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<Postfix> StartAsync(string folder, string services, string settings)
    {
        Directory.CreateDirectory(Path.Combine(folder, "queue"));
        await Tool.MustAsync("chown", "postfix", Directory.CreateDirectory(Path.Combine(folder, "data")).FullName);
        await File.WriteAllTextAsync(Path.Combine(folder, "master.cf"), services);
        await File.WriteAllTextAsync(Path.Combine(folder, "main.cf"), settings + $"""

            compatibility_level = 3.6
            queue_directory = {folder}/queue
            data_directory = {folder}/data
            maillog_file = {folder}/log
            maillog_file_prefixes = {folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = all
            mydestination =
            alias_maps =
            alias_database =
            local_recipient_maps =
            biff = no

            """);
        return new Postfix(ServerProcess.Start(Tool.Find("postfix"), new Dictionary<string, string>(), "-c", folder, "start-fg"), folder);
    }

    private static async Task<string> ServiceAsync(IPAddress address, MxServer mx, string host, Authority authority)
    {
        var where = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        var options = new List<string>
        {
            "myhostname=" + host,
            "smtpd_tls_security_level=" + (mx.StartTls == StartTls.NotOffered ? "none" : "may"),
            "smtpd_tls_chain_files=" + (mx.StartTls switch
            {
                StartTls.NotOffered => "",
                StartTls.HasNoCertificate => $"{authority.KeyPath},/nowhere/chain.pem",
                _ => $"{authority.KeyPathFor(mx.Certificate)},{await authority.IssueAsync(mx.Certificate, host)}",
            }),
        };
        if (mx.StartTls == StartTls.Fails)
            options.Add("smtpd_tls_CAfile=/nowhere/root.pem");
        if (mx.AsksForCertificate)
            options.Add("smtpd_tls_ask_ccert=yes");
        if (mx.Door == Door.TurnsAway)
            options.Add("smtpd_client_restrictions=reject");
        if (mx.Versions != Versions.Modern)
        {
            var versions = mx.Versions switch { Versions.Only12 => "TLSv1.2", Versions.Only13 => "TLSv1.3", _ => "TLSv1,TLSv1.1" };
            options.Add("smtpd_tls_protocols=" + versions);
            options.Add("smtpd_tls_mandatory_protocols=" + versions);
        }

        if (mx.Versions == Versions.OnlyOld)
        {
            options.Add("smtpd_tls_ciphers=medium");
            options.Add("tls_medium_cipherlist=ALL:@SECLEVEL=0");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{where}:25 inet n - n - - smtpd {string.Join(' ', options.Select(o => "-o " + o))}\n");
    }

    private async Task MustBeUpAsync(IPAddress address)
    {
        if (!await _process.IsUpAsync(address, 25))
        {
            throw new InvalidOperationException(
                $"Postfix does not answer at {address}: {_process.Output}{(File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "")}");
        }
    }
}
