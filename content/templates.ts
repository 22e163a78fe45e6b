/** What the playground offers to start from, in order. A folder of the same name under content/templates has the files. */
export const templates = [
  { name: 'site', title: 'Site with templates', summary: 'Pages, Jinja templates, error pages.' },
  { name: 'api', title: 'JSON API', summary: 'Every answer is JSON, errors included.' },
  { name: 'blueprints', title: 'Blueprints', summary: 'A shop and its API, each with its own manner of failing.' },
] as const;
