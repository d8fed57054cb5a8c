using MtaSts.PowerShell.Output;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class ProgressCounterTests
{
    [Fact]
    public void Progress_shows_finished_running_and_the_oldest_domain()
    {
        var counter = new ProgressCounter();
        Assert.Equal("0 done, 0 running", counter.Text);
        counter.Take(new ProgressMessage("a.test", IsBegin: true));
        counter.Take(new ProgressMessage("b.test", IsBegin: true));
        Assert.Equal((0, 2, "a.test", "0 done, 2 running: a.test"), (counter.Done, counter.Running, counter.Oldest, counter.Text));
        counter.Take(new ProgressMessage("a.test", IsBegin: false));
        Assert.Equal("1 done, 1 running: b.test", counter.Text);
        counter.Take(new ProgressMessage("b.test", IsBegin: false));
        Assert.Equal("2 done, 0 running", counter.Text);
    }
}
