# A program that runs the tests of its module.

import sys

from . import loader, runner

__unittest = True


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        self.module = __import__(module) if isinstance(module, str) else module
        if isinstance(module, str):
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        argv = sys.argv if argv is None else argv
        self.exit, self.verbosity, self.failfast, self.buffer = exit, verbosity, failfast, buffer
        self.catchbreak, self.tb_locals, self.testRunner, self.testLoader = catchbreak, tb_locals, testRunner, testLoader
        self.durations = durations
        self.defaultTest = defaultTest
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.progName = argv[0].rpartition('/')[2] if argv else ''
        self.parseArgs(argv)
        self.runTests()

    def parseArgs(self, argv):
        names = []
        for argument in argv[1:]:
            if argument in ('-v', '--verbose'):
                self.verbosity = 2
            elif argument in ('-q', '--quiet'):
                self.verbosity = 0
            elif argument in ('-f', '--failfast'):
                self.failfast = True
            elif argument in ('-b', '--buffer'):
                self.buffer = True
            elif not argument.startswith('-'):
                names.append(argument)
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        elif self.defaultTest is not None:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        made = runner.TextTestRunner if self.testRunner is None else self.testRunner
        if isinstance(made, type):
            made = made(verbosity=self.verbosity, failfast=bool(self.failfast), buffer=bool(self.buffer),
                        warnings=self.warnings)
        self.result = made.run(self.test)
        if self.exit:
            found = self.result
            if sys.version_info >= (3, 12) and found.testsRun == 0 and not found.skipped:
                sys.exit(5)
            sys.exit(not found.wasSuccessful())


main = TestProgram
