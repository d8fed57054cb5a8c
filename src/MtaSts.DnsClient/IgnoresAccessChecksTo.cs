using System.Runtime.CompilerServices;

[assembly: IgnoresAccessChecksTo("DnsClient")]
