import type * as ElementPlus from 'element-plus';

// Types of the Element Plus components that unplugin-vue-components resolves in templates.
declare module 'vue' {
  export interface GlobalComponents {
    ElDropdown: (typeof ElementPlus)['ElDropdown'];
    ElDropdownMenu: (typeof ElementPlus)['ElDropdownMenu'];
    ElDropdownItem: (typeof ElementPlus)['ElDropdownItem'];
    ElInput: (typeof ElementPlus)['ElInput'];
  }
}
