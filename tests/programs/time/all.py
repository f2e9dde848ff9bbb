import time
print(time.strftime('%Y-%m-%d %H:%M:%S %a %b %j %U %W %V', time.gmtime(0)), time.gmtime(1e9), time.asctime(time.gmtime(86400*365)), time.gmtime(0).tm_year, time.gmtime(0)[:3]); t=time.perf_counter(); time.sleep(0.5); print(0.5<=time.perf_counter()-t<0.6)
