using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

// What the tests use of .NET, for .NET Framework, beyond what the package Polyfill adds. The tests alone see it, not the core.
namespace MtaSts.Tests
{
    /// <summary>A listener that a using statement can end, as on .NET.</summary>
    internal sealed class TcpListener : System.Net.Sockets.TcpListener, IDisposable
    {
        public TcpListener(IPAddress address, int port)
            : base(address, port)
        {
        }

        public TcpListener(IPEndPoint end)
            : base(end)
        {
        }

        public void Dispose() => Stop();
    }

    internal static class Shims
    {
        extension(string)
        {
            public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);
        }

        extension(Directory)
        {
            public static void CreateSymbolicLink(string path, string target)
            {
                using var process = Process.Start("ln", $"-s \"{target}\" \"{path}\"");
                process.WaitForExit();
                if (process.ExitCode != 0) throw new IOException($"The link {path} was not created.");
            }
        }

        public static StringBuilder Append(this StringBuilder builder, IFormatProvider provider, FormattableString text) =>
            builder.Append(text.ToString(provider));

        public static string Replace(this string text, string old, string with, StringComparison comparison)
        {
            var result = new StringBuilder();
            var at = 0;
            for (int found; (found = text.IndexOf(old, at, comparison)) >= 0; at = found + old.Length) result.Append(text, at, found - at).Append(with);
            return result.Append(text, at, text.Length - at).ToString();
        }

        public static IEnumerable<TResult> Select<TResult>(this MatchCollection matches, Func<Match, TResult> selector) =>
            matches.Cast<Match>().Select(selector);

        public static async Task<Socket> AcceptSocketAsync(this TcpListener listener, CancellationToken cancellation)
        {
            try
            {
                using (cancellation.Register(listener.Stop)) return await OrCanceled(listener.AcceptSocketAsync(), cancellation);
            }
            catch (InvalidOperationException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation); // stopped just before it began to listen
            }
        }

        public static async Task<SocketReceiveFromResult> ReceiveFromAsync(
            this Socket socket, byte[] buffer, SocketFlags flags, EndPoint from, CancellationToken cancellation)
        {
            using (cancellation.Register(socket.Dispose))
                return await OrCanceled(socket.ReceiveFromAsync(new ArraySegment<byte>(buffer), flags, from), cancellation);
        }

        /// <summary>Mono may lose the end of a socket that is closed while an operation begins, so the operation is left.</summary>
        private static async Task<T> OrCanceled<T>(Task<T> task, CancellationToken cancellation)
        {
            var canceled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = task.ContinueWith(left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            using (cancellation.Register(() => canceled.TrySetCanceled())) return await await Task.WhenAny(task, canceled.Task);
        }

        public static Task<SocketReceiveFromResult> ReceiveFromAsync(this Socket socket, byte[] buffer, SocketFlags flags, EndPoint from) =>
            socket.ReceiveFromAsync(new ArraySegment<byte>(buffer), flags, from);

        public static Task<int> SendToAsync(this Socket socket, byte[] datagram, EndPoint to) =>
            socket.SendToAsync(new ArraySegment<byte>(datagram), SocketFlags.None, to);

        public static Task<int> ReceiveAsync(this Socket socket, byte[] buffer, CancellationToken cancellation) =>
            socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, cancellation);

        public static async Task<int> ReceiveAsync(this Socket socket, Memory<byte> buffer, SocketFlags flags, CancellationToken cancellation)
        {
            var bytes = new byte[buffer.Length];
            using var stopped = cancellation.Register(socket.Dispose);
            var read = await socket.ReceiveAsync(new ArraySegment<byte>(bytes), flags);
            bytes.AsSpan(0, read).CopyTo(buffer.Span);
            return read;
        }

        public static Task<int> SendAsync(this Socket socket, byte[] bytes, SocketFlags flags, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            return socket.SendAsync(new ArraySegment<byte>(bytes), flags);
        }
    }
}

namespace System.Runtime.CompilerServices
{
    // The compiler calls it for a range of an array.
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var (offset, length) = range.GetOffsetAndLength(array.Length);
            var part = new T[length];
            Array.Copy(array, offset, part, 0, length);
            return part;
        }
    }
}
