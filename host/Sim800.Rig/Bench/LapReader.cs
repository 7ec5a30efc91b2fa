using Wire;

namespace Sim800.Rig.Bench;

/// <summary>Reads the counters at each rise of the marker that begins a repetition, and adds up the time while it is high.</summary>
internal sealed class LapReader
{
    private readonly BenchBoard _board;
    private readonly Operation _operation;
    private readonly List<Reading> _marks = [];
    private readonly Alarm? _stimulus;
    private int _rises;
    private long _begun;
    private long _time;

    public LapReader(BenchBoard board, Operation operation)
    {
        _board = board;
        _operation = operation;
        board.Marker.Changed += OnMarker;
        if (operation.Stimulus is { } stimulus)
        {
            _stimulus = new Alarm(board.Queue, () =>
            {
                _begun = board.Queue.Now;
                stimulus(board);
            });
        }
    }

    /// <summary>The repetitions so far.</summary>
    public IEnumerable<Reading> Laps => _marks.Skip(1).Zip(_marks, (end, start) => end - start);

    private void OnMarker(Line marker)
    {
        if (!marker.High)
        {
            _time += Math.Max(_board.Queue.Now, _board.Wire.HostDone) - _begun;
            return;
        }

        if (_rises++ % _operation.Calls == 0)
        {
            var machine = _board.Machine;
            var wire = _board.Wire;
            _marks.Add(new Reading(machine.Counters.Total, machine.Methods!.Snapshot(), wire.Out, wire.In, wire.RoundTrips, _time));
        }

        _begun = _board.Queue.Now;
        _stimulus?.SetIn(Conditions.StimulusDelay);
    }
}
