// Ignorer of Stryker: texts for people are not mutated. A literal that holds white space or a Chinese character is a
// sentence for a reader; keys, units, roles and rules hold neither, and are mutated.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const TEXT = /\s|\p{Script=Han}/u;

const textOf = ({ type, value, quasis = [] }) => {
  if (type === 'StringLiteral') return value;
  return type === 'TemplateLiteral' ? quasis.map((part) => part.value.raw).join('') : '';
};

const ignorer = {
  shouldIgnore({ node }) {
    return TEXT.test(textOf(node)) ? 'a text for people' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', ignorer)];
