namespace MtaSts.Hosting;

/// <summary>The page that hosts show at every other path.</summary>
internal static class NotFoundPage
{
    public const string Text = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Not found</title>\n<p>Not found.</p>\n</html>\n";
}
