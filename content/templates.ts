/** What the playground offers to start from, in order. A folder of the same name under content/templates has the files. */
export const templates = [
  { name: 'site', title: 'Site with templates', summary: 'Pages, Jinja templates, error pages.' },
  { name: 'api', title: 'JSON API', summary: 'Every answer is JSON, errors included.' },
  { name: 'blueprints', title: 'Blueprints', summary: 'A shop and its API, each with its own manner of failing.' },
  {
    name: 'production',
    title: 'Shop in production',
    summary: 'A tracker, a service to break, jobs, JSON logs with an alert, and visitors.',
  },
] as const;
