using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <content>The files of a folder that grows.</content>
public sealed partial class ReceiveTlsRptReportCommand
{
    private void ReceiveFiles()
    {
        var folder = FilePaths.Literal(this, Path).FirstOrDefault();
        if (folder is null) return;
        if (File.Exists(folder))
        {
            ThrowTerminatingError(ErrorRecords.NotAFolder(
                folder, "is a file, not a folder", "Give the folder that contains it. To read this file alone, use Read-TlsRptReport."));
        }

        if (!Directory.Exists(folder)) ThrowTerminatingError(ErrorRecords.FolderNotFound(System.IO.Path.Combine(folder, "x")));
        OpenState("folder " + folder);
        var isWhole = true;
        void Unreadable(string path, Exception error)
        {
            isWhole = false;
            Tell(ErrorRecords.FileUnreadable(path, error));
        }

        // Where the state is a link, the link and its target may both be in the folder.
        HashSet<string> own = [.. IntakeStateFile.FilesOf(_statePath!), .. IntakeStateFile.FilesOf(_file!.FullPath)];
        bool IsOther(string file) => !own.Contains(file);
        void NotRegular(string file)
        {
            if (IsOther(file)) _passedOver.AddNotRegular(file);
        }

        var files = new ReportFiles(Unreadable, NotRegular, _passedOver.AddLinked);
        var all = (Recurse ? files.Below(folder) : files.Top(folder, _passedOver.AddOnlyFolders)).Select(file => file.Path).Where(IsOther);
        var growing = new GrowingFolder(folder, _state);
        var found = growing.New(all, Unreadable);

        for (var at = 0; at < found.Count;)
        {
            var page = found.GetRange(at, Math.Min(FilesPerPage, found.Count - at));
            at += page.Count;
            foreach (var (path, key) in page) AddFile(path, key);
            _queue.Complete();
            WriteErrors();
            ClosePage();
        }

        WriteErrors();
        if (!isWhole || !_records) return;
        var before = _state.Files.Count;
        growing.ForgetOthers();
        if (_state.Files.Count != before || (_file!.IsNew && found.Count == 0)) Save();
    }

    private void AddFile(string path, ContentKey key)
    {
        var input = ReportInput.File(path) with { Number = _number++ };
        var name = input.ShortName;
        _queue.Add(new IntakeItem(
            path,
            token =>
            {
                _queue.Post(new ProgressMessage(name, IsBegin: true));
                object batch = Open(input, token);
                _queue.Post(new ProgressMessage(name, IsBegin: false));
                return Task.FromResult<object?>(batch);
            },
            result =>
            {
                var batch = (ReportBatch)result!;
                Write(batch, path, out _);
                if (batch.Error is null) _page.AddFile(key);
            }) { Number = input.Number });
    }
}
