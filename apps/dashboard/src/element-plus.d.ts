// Types of the Element Plus components that unplugin-vue-components resolves in templates.
declare module 'vue' {
  export interface GlobalComponents {
    ElDropdown: (typeof import('element-plus'))['ElDropdown'];
    ElDropdownMenu: (typeof import('element-plus'))['ElDropdownMenu'];
    ElDropdownItem: (typeof import('element-plus'))['ElDropdownItem'];
    ElInput: (typeof import('element-plus'))['ElInput'];
    ElSelect: (typeof import('element-plus'))['ElSelect'];
    ElOption: (typeof import('element-plus'))['ElOption'];
    ElTabs: (typeof import('element-plus'))['ElTabs'];
    ElTabPane: (typeof import('element-plus'))['ElTabPane'];
  }
}
export {};
