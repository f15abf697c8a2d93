export const texts = {
  check: {
    state: { done: 'done', partly: 'in part', missing: 'missing' },
    go: {
      site: 'Complete it',
      units: 'Add units',
      meters: 'Add meters',
      readings: 'Connect meters',
      history: 'Upload history',
      sources: 'Create sources',
      activityData: 'Enter activity data',
      factors: 'See sources',
      boundary: 'Record the boundary',
      plan: 'Write the plan',
    },
    who: 'Done by {roles}',
    or: ' or ',
  },
};
