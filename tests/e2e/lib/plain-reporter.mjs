// Prints 'N passed, N failed, N skipped' alone on a line, the form that CI reads.
export default class PlainReporter {
  constructor() {
    this.count = { passed: 0, failed: 0, skipped: 0 };
    /** Tests that go through a matrix say how much of it they saw. */
    this.combinations = 0;
  }

  onTestEnd(test, result) {
    for (const { type, description } of test.annotations)
      if (type === 'combinations') this.combinations += Number(description);
    if (result.status === 'skipped') this.count.skipped++;
    else if (result.status === test.expectedStatus) this.count.passed++;
    else if (result.retry === test.retries) this.count.failed++;
  }

  onEnd() {
    const { passed, failed, skipped } = this.count;
    if (this.combinations) console.log(`\n${this.combinations} combinations`);
    console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
