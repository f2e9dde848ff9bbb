from statistics import *
from fractions import Fraction as F
from decimal import Decimal as D
a = [1, 2, 3, 4, 4, 7, 9.5]
print(mean(a), fmean(a), fmean([1, 2, 3], [3, 1, 1]), geometric_mean([1, 2, 4]), harmonic_mean([40, 60]), harmonic_mean([40, 60], weights=[5, 30]), median(a), median_low([1, 2, 3, 4]), median_high([1, 2, 3, 4]), median_grouped([1, 2, 2, 3, 4, 4, 4, 5]), mode(a), mode('abca'), multimode('aabbc'))
print(stdev(a), pstdev(a), variance(a), pvariance(a), variance([F(1, 6), F(1, 2), F(5, 3)]), variance([D('27.5'), D('30.25'), D('41.75')]), mean([F(3, 7), F(1, 21)]), mean([D('0.5'), D('0.75')]), pstdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), stdev([1, 2, 3, 4]), mean([True, False, True]))
print(quantiles(range(1, 11)), quantiles(range(1, 11), n=10, method='inclusive'), quantiles([105, 129, 87, 86, 111], n=5))
print(covariance([1, 2, 3, 4], [2, 4, 6, 9]), correlation([1, 2, 3, 4], [2, 4, 6, 9]), linear_regression([1, 2, 3], [2, 4, 7]), linear_regression([1, 2, 3], [2, 4, 7], proportional=True))
n = NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.pdf(100), n.cdf(115), n.inv_cdf(0.975), n.quantiles(4), n.zscore(130), n + 5, n * 2, n + NormalDist(1, 2), n.overlap(NormalDist(110, 15)), NormalDist.from_samples([1, 2, 3, 4]), -n, n == NormalDist(100, 15))
for f in (lambda: mean([]), lambda: median([]), lambda: mode([]), lambda: stdev([1]), lambda: variance([]), lambda: harmonic_mean([-1, 2]), lambda: geometric_mean([]), lambda: quantiles([1]), lambda: mean(['a']), lambda: NormalDist(0, -1), lambda: correlation([1], [2]), lambda: correlation([1, 1], [2, 3]), lambda: fmean([]), lambda: median_low([]), lambda: pvariance([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
