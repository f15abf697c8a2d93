import { onBeforeUnmount, onMounted } from 'vue';
import { useSpan } from '../span/use-span';

/** `[` and `]` step through the spans; `t` asks the chart in view to switch to its table. */
export function useShortcuts(): void {
  const { shift, canGoLater } = useSpan();
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target;
    const typing =
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '[') shift(-1);
    if (event.key === ']' && canGoLater.value) shift(1);
    if (event.key === 't') document.dispatchEvent(new CustomEvent('zf-toggle-table'));
  };
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}
