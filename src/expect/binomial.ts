/**
 * The exact two-sided binomial test: how likely a count as unlikely as this one, or more so, is.
 *
 * @param successes of `trials`
 * @param share from 0 to 1
 * @returns the p-value, from 0 to 1
 */
export function testBinomial(successes: number, trials: number, share: number): number {
  if (share <= 0) return successes === 0 ? 1 : 0
  if (share >= 1) return successes === trials ? 1 : 0
  const logs = logProbabilities(trials, share)
  // Equally likely counts differ in the last digits only.
  const limit = (logs[successes] ?? 0) + 1e-7
  const sum = logs.reduce((total, log) => (log <= limit ? total + Math.exp(log) : total), 0)
  return Math.min(1, sum)
}

function logProbabilities(trials: number, share: number): readonly number[] {
  const logs: number[] = []
  let choose = 0
  for (let count = 0; count <= trials; count++) {
    logs.push(choose + count * Math.log(share) + (trials - count) * Math.log1p(-share))
    choose += Math.log(trials - count) - Math.log(count + 1)
  }
  return logs
}
