// Types of the Element Plus components that unplugin-vue-components resolves in templates.
declare module 'vue' {
  export interface GlobalComponents {
    ElDropdown: (typeof import('element-plus'))['ElDropdown'];
    ElDropdownMenu: (typeof import('element-plus'))['ElDropdownMenu'];
    ElDropdownItem: (typeof import('element-plus'))['ElDropdownItem'];
    ElInput: (typeof import('element-plus'))['ElInput'];
  }
}
export {};
