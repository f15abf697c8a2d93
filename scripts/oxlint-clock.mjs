// Lint rule of our own: `new Date()` and `Date()` read the clock; `new Date(ms)` and Date.parse do not.
const isDate = (node) => node.type === 'Identifier' && node.name === 'Date';
const MESSAGE = 'A pure library reads no clock: take the instant as an argument.';

const noBareDate = {
  meta: { type: 'problem', docs: { description: 'no Date without an argument' }, schema: [] },
  create: (context) => ({
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, message: MESSAGE });
    },
    CallExpression(node) {
      if (isDate(node.callee)) context.report({ node, message: MESSAGE });
    },
  }),
};

export default { meta: { name: 'clock' }, rules: { 'no-bare-date': noBareDate } };
