import unittest
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_a(self): self.assertEqual(self.x, 1)
    def test_b(self): self.assertEqual([1,2,3], [1,2,4])
    def test_c(self):
        with self.assertRaises(ValueError) as cm: int('x')
        self.assertIn('invalid', str(cm.exception))
    @unittest.skip('no')
    def test_d(self): pass
    def test_e(self): 1/0
    def test_f(self):
        for i in range(3):
            with self.subTest(i=i): self.assertTrue(i != 1)
    def test_g(self): self.assertEqual({'a':1}, {'a':2}, 'dicts')
    def test_h(self): self.assertEqual('hello\nworld', 'hello\nwurld')
    @unittest.expectedFailure
    def test_i(self): self.fail('x')
    def test_j(self): self.assertAlmostEqual(1.0, 1.1)
    def test_k(self): self.assertCountEqual([1,1,2],[1,2,2])
    def test_l(self): self.assertSetEqual({1},{2})
class Out:
    def write(self, text): print(text, end='')
    def flush(self): pass
import sys, time
time.perf_counter = lambda: 0.0
class Lines(unittest.TextTestResult):
    def _exc_info_to_string(self, err, test): return '%s: %s' % (err[0].__name__, err[1])
for verbosity in (1, 2):
    result = unittest.TextTestRunner(stream=Out(), verbosity=verbosity, resultclass=Lines).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())
