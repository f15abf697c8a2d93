import { onBeforeUnmount, onMounted } from 'vue';

/** Paper is white: while the page is printed it takes the light theme, then its own again. */
export function useLightPrint(): void {
  const root = document.documentElement;
  let theme: string | undefined;
  const begin = (): void => {
    theme ??= root.dataset['theme'];
    root.dataset['theme'] = 'light';
  };
  const end = (): void => {
    if (theme !== undefined) root.dataset['theme'] = theme;
    theme = undefined;
  };
  onMounted(() => {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
    end();
  });
}
