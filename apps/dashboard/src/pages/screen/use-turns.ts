import { onBeforeUnmount, onMounted, ref } from 'vue';

const TURN_MS = 30_000;

/**
 * Which of the views stands: the next every 30 s; arrow keys turn by hand, space holds. Whoever asked for less motion
 * turns by hand alone.
 */
export function useTurns(views: number, leave: () => void) {
  const view = ref(0);
  /** Rounds since the start: long lists go on where they stopped. */
  const round = ref(0);
  const held = ref(window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  let timer: ReturnType<typeof setInterval> | undefined;
  const turn = (by: number): void => {
    const next = view.value + by;
    if (next >= views) round.value += 1;
    view.value = (next + views) % views;
  };
  const begin = (): void => {
    clearInterval(timer);
    if (!held.value) timer = setInterval(() => turn(1), TURN_MS);
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
    ' ': () => (held.value = !held.value),
    Escape: leave,
  };
  const onKey = (event: KeyboardEvent): void => {
    const act = KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
    begin();
  };
  const show = (index: number): void => {
    view.value = index;
    begin();
  };
  onMounted(() => {
    window.addEventListener('keydown', onKey);
    begin();
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey);
    clearInterval(timer);
  });
  return { view, round, held, show };
}
