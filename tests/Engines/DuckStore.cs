using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DuckDB.NET.Data;

namespace MtaSts.Engines;

/// <summary>A folder of reports in DuckDB, loaded by the SQL of examples/DuckDB.</summary>
internal sealed class DuckStore : IDisposable
{
    private readonly DuckDBConnection _connection;

    private DuckStore(string database)
    {
        _connection = new DuckDBConnection("DataSource=" + database);
        _connection.Open();
    }

    /// <summary>Loads a folder of Export-TlsRptReport.</summary>
    /// <param name="archive">The folder.</param>
    /// <param name="database">The file of the database; in memory without one.</param>
    public static DuckStore Load(string archive, string database = ":memory:")
    {
        var store = new DuckStore(database);
        store.Run($"SET VARIABLE archive = '{archive.Replace("'", "''", StringComparison.Ordinal)}/date=*/*.ndjson.gz'");
        store.Run(Script("load"));
        return store;
    }

    /// <summary>The text of one of the SQL files.</summary>
    public static string Script(string name) => File.ReadAllText(Path.Combine(Examples(), name + ".sql"));

    /// <summary>The names of the SQL files that ask a question.</summary>
    public static IEnumerable<string> Questions() =>
        Directory.GetFiles(Examples(), "*.sql").Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => name != "load").Order(StringComparer.Ordinal);

    /// <summary>Runs a statement.</summary>
    public void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of an answer by column; lists as arrays, times in UTC.</summary>
    public List<Dictionary<string, object?>> Ask(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
        }

        return rows;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>A value as text, for comparisons.</summary>
    public static string Show(object? value) => value switch
    {
        null => "",
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IDictionary members => string.Join("=", members.Values.Cast<object?>().Select(Show)),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Show)) + "]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Examples() => Path.Combine(AppContext.BaseDirectory, "DuckDB");
}
