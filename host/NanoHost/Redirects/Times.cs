using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.DateTime and System.TimeSpan: the clock is the machine's, and every time is UTC.</summary>
public static class Times
{
    [Replaces("M:System.DateTime.get_UtcNow")]
    public static DateTime UtcNow() => Machine.Current.UtcNow;

    [Replaces("M:System.DateTime.get_Today")]
    public static DateTime Today() => Machine.Current.UtcNow.Date;

    [Replaces("M:System.DateTime.get_Kind")]
    public static DateTimeKind Kind(ref DateTime self) => DateTimeKind.Utc;

    [Replaces("M:System.DateTime.FromUnixTimeSeconds(System.Int64)")]
    public static DateTime FromUnixTimeSeconds(long seconds) => DateTime.UnixEpoch.AddTicks(checked(seconds * TimeSpan.TicksPerSecond));

    [Replaces("M:System.DateTime.ToUnixTimeSeconds")]
    public static long ToUnixTimeSeconds(ref DateTime self) => (self.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    [Replaces("M:System.DateTime.ToString")]
    public static string ToString(ref DateTime self) => Objects.ToString(self)!;

    [Replaces("M:System.DateTime.ToString(System.String)")]
    public static string ToString(ref DateTime self, string format) =>
        DeviceHeap.String(self.ToString(format, System.Globalization.CultureInfo.InvariantCulture));

    [Replaces("M:System.TimeSpan.FromDays(System.Int64)")]
    public static TimeSpan FromDays(long days) => new(checked(days * TimeSpan.TicksPerDay));

    [Replaces("M:System.TimeSpan.FromHours(System.Int64)")]
    public static TimeSpan FromHours(long hours) => new(checked(hours * TimeSpan.TicksPerHour));

    [Replaces("M:System.TimeSpan.ToString")]
    public static string ToString(ref TimeSpan self) => Objects.ToString(self)!;
}
