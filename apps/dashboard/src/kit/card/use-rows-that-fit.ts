import { onBeforeUnmount, ref, watch, type Ref } from 'vue';

/** On a narrow screen cards grow with their rows; this many are shown then. */
const WHEN_FREE = 6;

/**
 * How many whole rows of `rowHeight` px fit into a list whose height the grid gives, so that none is cut
 * and a tall screen shows more.
 */
export function useRowsThatFit(list: Ref<HTMLElement | null>, rowHeight: number, atLeast = 1): Ref<number> {
  const count = ref(WHEN_FREE);
  const narrow = window.matchMedia('(max-width: 767px)');
  const measure = (height: number): void => {
    count.value = narrow.matches ? WHEN_FREE : Math.max(atLeast, Math.floor((height + 1) / rowHeight));
  };
  const observer = new ResizeObserver((entries) => {
    const height = entries[0]?.contentRect.height;
    if (height !== undefined) measure(height);
  });
  watch(list, (element, before) => {
    if (before !== null && before !== undefined) observer.unobserve(before);
    if (element !== null) observer.observe(element);
  });
  onBeforeUnmount(() => observer.disconnect());
  return count;
}
