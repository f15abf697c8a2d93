/** Value below which `share` (0..1) of the sorted numbers lie (nearest rank). */
export const quantile = (numbers, share) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
};

/** Median milliseconds of `rounds` calls, after one that warms up. */
export const medianMs = async (rounds, work) => {
  await work();
  const times = [];
  for (let n = 0; n < rounds; n += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return quantile(times, 0.5);
};

export const seconds = async (work) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
