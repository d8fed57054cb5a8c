using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace MtaSts.Tests.Support;

/// <summary>Generators that the property tests share.</summary>
internal static class Any
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>Any text, never null.</summary>
    public static Gen<string> Text => ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "");

    public static Gen<byte[]> Bytes => ArbMap.Default.GeneratorFor<byte[]?>().Select(bytes => bytes ?? []);

    /// <summary>1 to 32 letters and digits.</summary>
    public static Gen<string> Id => Chars(LettersAndDigits, 1, 32);

    public static Gen<string> Label => Gen.Frequency(
        (4, Chars(LettersAndDigits, 1, 12)),
        (1, Chars(LettersAndDigits + "--", 1, 63).Select(text => "x" + text.Substring(0, Math.Min(61, text.Length)) + "x")));

    public static Gen<string> Host => Labels(1, 4);

    public static Gen<string> Pattern => Gen.OneOf(Host, Host.Select(host => "*." + host));

    public static Gen<PolicyMode> Mode => Gen.Elements(PolicyMode.None, PolicyMode.Testing, PolicyMode.Enforce);

    public static Gen<long> MaxAge => Gen.OneOf(Gen.Choose(1, 31557600), Gen.Elements(1, 86400, 31557600)).Select(seconds => (long)seconds);

    public static Gen<string> Labels(int least, int most) => Gen.Choose(least, most).SelectMany(Label.ArrayOf).Select(labels => string.Join(".", labels));

    public static Gen<string> Chars(string alphabet, int least, int most) =>
        Gen.Choose(least, most).SelectMany(Gen.Elements(alphabet.ToCharArray()).ArrayOf).Select(chars => new string(chars));

    /// <summary>Random combinations of fragments, which get further into a parser than random characters.</summary>
    public static Gen<string> Of(int most, params string[] pieces) =>
        Gen.Choose(0, most).SelectMany(Gen.Frequency((8, Gen.Elements(pieces)), (1, Text)).ArrayOf).Select(string.Concat);

    /// <summary>A division into blocks: the sizes repeat until everything is delivered.</summary>
    public static Gen<int[]> Cuts => Gen.Choose(1, 6).SelectMany(Gen.Frequency((3, Gen.Choose(1, 3)), (1, Gen.Choose(4, 5000))).ArrayOf);

    /// <summary>Tries a property; not in mutation tests, whose score would be random.</summary>
    public static void Hold<T>(Gen<T> generator, Action<T> property, int tests = 300)
    {
#if !MUTATION
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(generator.ToArbitrary(), property));
#endif
    }
}

internal static class GenExtensions
{
    /// <summary>A given number of elements.</summary>
    public static Gen<T[]> SelectManyOf<T>(this Gen<int> count, Gen<T> element) => count.SelectMany(element.ArrayOf);
}
