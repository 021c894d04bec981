// Prints 'N passed, N failed, N skipped' alone on a line, the form that CI reads.
export default class PlainReporter {
  constructor() {
    this.count = { passed: 0, failed: 0, skipped: 0 };
  }

  onTestEnd(test, result) {
    if (result.status === 'skipped') this.count.skipped++;
    else if (result.status === test.expectedStatus) this.count.passed++;
    else if (result.retry === test.retries) this.count.failed++;
  }

  onEnd() {
    const { passed, failed, skipped } = this.count;
    console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
