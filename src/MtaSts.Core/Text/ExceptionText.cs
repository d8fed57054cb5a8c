using System;

namespace MtaSts.Text;

/// <summary>
/// The one way from an exception to a text that somebody sees. The platform's messages may name the proxy with the password
/// in its URL; here that is removed (<see cref="UserInfo"/>). Control characters stay: see <see cref="SafeText"/>.
/// </summary>
public static class ExceptionText
{
    /// <summary>The message of the exception itself.</summary>
    /// <param name="error">The exception.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static string Of(Exception error)
    {
        if (error is null) throw new ArgumentNullException(nameof(error));
        return UserInfo.RemoveFrom(error.Message);
    }

    /// <summary>The message of the innermost exception, which names the cause.</summary>
    /// <param name="error">The outermost exception.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static string OfInnermost(Exception error)
    {
        if (error is null) throw new ArgumentNullException(nameof(error));
        while (error.InnerException is { } inner) error = inner;
        return Of(error);
    }

    /// <summary>An exception to keep as the inner one of an error, where <c>$Error</c> shows all of it.</summary>
    /// <param name="error">The exception.</param>
    /// <returns>The same instance, or one that holds its whole text without user information where there was some.</returns>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static Exception ToKeep(Exception error)
    {
        if (error is null) throw new ArgumentNullException(nameof(error));
        var whole = error.ToString();
        var shown = UserInfo.RemoveFrom(whole);
        return ReferenceEquals(whole, shown) ? error : new InvalidOperationException(shown);
    }
}
