from datetime import date, datetime, time, timedelta, timezone
import calendar
d = date(2024, 2, 29)
print([d.replace(day=n).strftime('%a %d %b %j %U %W %V %G %u %w') for n in (1, 15, 29)])
print(d + timedelta(days=-60), d - date(2000, 1, 1), d.isocalendar(), d.isocalendar().week, date(2021, 1, 3).isocalendar())
print(date.min, date.max, date.resolution, d.timetuple()[:8], d.ctime(), f'{d:%d.%m.%y} {d}')
print(date.fromisoformat('20240229'), date.fromisoformat('2024-W09-4'), date.fromisocalendar(2020, 53, 7), date.fromordinal(1))
print(sorted([date(2020, 5, 1), date(2019, 5, 1)]), d == date(2024, 2, 29), d != datetime(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)))
for f in (lambda: date(0, 1, 1), lambda: date(2024, 0, 1), lambda: date(2024, 1), lambda: date.max + timedelta(1),
          lambda: d < datetime(2024, 1, 1), lambda: d < 1, lambda: date('x', 1, 1), lambda: date.fromisoformat('2024-13-01'),
          lambda: date.fromordinal(0), lambda: date(2024, 1, 1.5), lambda: date.fromisocalendar(2021, 53, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t = timedelta(days=1.5, hours=2, milliseconds=1500, microseconds=0.5)
print(t, repr(t), t.total_seconds(), -t, +t, abs(-t), t * 1.5, 3 * t, t / 3, t // 7, t % timedelta(hours=5), divmod(t, timedelta(hours=5)), t / timedelta(minutes=1))
print(timedelta.max, timedelta.min, timedelta.resolution, timedelta(microseconds=2.5), timedelta(microseconds=3.5), str(timedelta(-1, 1)), t.days, t.seconds, t.microseconds, bool(timedelta()))
for f in (lambda: timedelta(days=10**10), lambda: t / 0, lambda: t + 1, lambda: timedelta('1'), lambda: t < 3, lambda: t // timedelta()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a = time(13, 5, 9, 123456)
print(a, repr(a), a.isoformat('milliseconds'), a.isoformat('minutes'), a.replace(hour=0), time(1, 2) < time(1, 3), a.strftime('%H-%M-%S.%f %p %I'), time.fromisoformat('04:23:01.5+02:00'), time.fromisoformat('T0423'), time.min, time.max, time(tzinfo=timezone.utc))
z = timezone(timedelta(hours=5, minutes=30), 'IST')
u = datetime(2024, 3, 10, 23, 59, 59, 999999, tzinfo=z)
print(u, repr(u), u.astimezone(timezone.utc), u.utcoffset(), u.tzname(), u.dst(), u.timetz(), u.timestamp(), u.utctimetuple()[:6])
print(datetime.fromtimestamp(1e9, timezone.utc), datetime.fromtimestamp(0.1, timezone.utc), datetime.fromisoformat('2024-01-01T10:00:00Z'), datetime.fromisoformat('20240101T1000'), datetime.combine(d, a), datetime.combine(d, a, z))
print(u.strftime('%c | %x | %X | %z | %Z | %A %B | %-d'), u.isoformat(), u.isoformat(' ', 'hours'), datetime(1, 1, 1).isoformat(), u - datetime(2024, 1, 1, tzinfo=timezone.utc))
for s, f in (('2024-02-29 10:20', '%Y-%m-%d %H:%M'), ('Thu Feb 29 01:02:03 2024', '%a %b %d %H:%M:%S %Y'), ('10:05 PM', '%I:%M %p'), ('1 March 99', '%d %B %y'), ('2024 060', '%Y %j'), ('2024-01-01 +0530', '%Y-%m-%d %z'), ('x', '%Y'), ('2024-1', '%Y'), ('31/2/2024', '%d/%m/%Y'), ('5', '%q'), ('2024 10 1', '%Y %W %w'), ('12.345678', '%S.%f')):
    try:
        print(repr(datetime.strptime(s, f)))
    except Exception as e:
        print(type(e).__name__, e)
for f in (lambda: datetime(2024, 1, 1, 25), lambda: datetime(2024, 1, 1, 1, 60), lambda: u - datetime(2024, 1, 1), lambda: datetime(2024, 1, 1) < d, lambda: timezone(timedelta(days=1)), lambda: datetime(2024, 1, 1, tzinfo=3), lambda: u == datetime(2024, 1, 1), lambda: datetime.fromisoformat('2024-01-01T'), lambda: datetime()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(repr(timezone.utc), repr(z), str(timezone(timedelta(hours=-3))), timezone(timedelta(0)) is timezone.utc, timezone.utc == timezone(timedelta(0)), isinstance(u, date), type(u).__name__, datetime.__module__)
print(calendar.TextCalendar(6).formatmonth(2024, 9), calendar.calendar(2023, w=2, l=1, c=3, m=4)[:500])
print(calendar.monthcalendar(2024, 2), calendar.weekheader(3), list(calendar.Calendar(6).iterweekdays()), calendar.leapdays(1900, 2001), calendar.timegm((2024, 1, 1, 0, 0, 0)))
try:
    calendar.monthrange(2024, 13)
except Exception as e:
    print(type(e).__name__, e)
class Day(date):
    pass
e = Day(2020, 1, 2)
print(repr(e), repr(e + timedelta(1)), repr(e.replace(year=2021)), type(e - e))
import copy
print(copy.copy(u) == u, copy.deepcopy(t) == t, date.__reduce__(d))
