/**
 * The syllabus: parts and lessons in the order they are taught. A lesson's folder is its place in this list and its
 * slug (`lessons/03-first-handlers`); one without a folder is shown as planned. Plain data: it imports nothing.
 */
export const course = {
  title: 'Error handling in production with Flask',
  parts: [
    {
      title: 'Before you build',
      summary: 'What goes wrong without a net, and what the net has to do.',
      lessons: [
        {
          slug: 'overview',
          title: 'An unprotected server',
          summary: 'Crash a live server and compare what the visitor, the developer and the business each saw.',
        },
        {
          slug: 'safety-net',
          title: 'The safety net',
          summary: 'Hold the whole subject in one picture: catch quietly, tell kindly, alert loudly.',
        },
      ],
    },
    {
      title: 'The seven steps',
      summary: 'One small app, from bare to deployable.',
      lessons: [
        {
          slug: 'first-handlers',
          title: 'First handlers',
          summary: 'Answer a missing page and a crash in your own words, with the right status.',
          step: 1,
        },
        {
          slug: 'logging',
          title: 'A log that survives',
          summary: 'Keep every traceback in a file, and know which call loses it.',
          step: 2,
        },
        {
          slug: 'error-pages',
          title: 'Error pages',
          summary: 'Give people a page of your site and give programs JSON, from one handler.',
          step: 3,
        },
        {
          slug: 'built-in-features',
          title: 'What Flask does for you',
          summary: 'Use DEBUG, PROPAGATE_EXCEPTIONS and a catch-all handler for what they really do.',
          step: 4,
        },
        {
          slug: 'error-tracking',
          title: 'Error tracking',
          summary: 'Send errors to a tracker with their context, and without anybody’s private data.',
          step: 5,
        },
        {
          slug: 'graceful-degradation',
          title: 'Graceful degradation',
          summary: 'Keep a page useful when a part of it fails, and say so.',
          step: 6,
        },
        {
          slug: 'context',
          title: 'Who, where and which request',
          summary: 'Put the user and a request id into every log record, and quote the id on the error page.',
          step: 7,
        },
      ],
    },
    {
      title: 'Under the hood',
      summary: 'One request, followed from the socket to the log.',
      lessons: [
        {
          slug: 'under-the-hood',
          title: 'The way of an error',
          summary: 'Follow a recorded request through server, router, view, handler, log and response.',
        },
      ],
    },
    {
      title: 'Expert zone',
      summary: 'Where the simple picture ends.',
      lessons: [
        {
          slug: 'handler-order',
          title: 'Which handler runs',
          summary: 'Predict which of several handlers Flask picks, and why.',
        },
        {
          slug: 'after-the-error',
          title: 'After the error',
          summary: 'Set headers and caching on error responses too.',
        },
        {
          slug: 'when-not-to-use',
          title: 'Where handlers do not reach',
          summary: 'Catch the errors of background jobs, which no Flask handler ever sees.',
        },
        {
          slug: 'production-patterns',
          title: 'Production patterns',
          summary: 'Join structured logs, a tracker and an alert that wakes the right person.',
        },
      ],
    },
    {
      title: 'Connections',
      summary: 'The same idea in other trades.',
      lessons: [
        {
          slug: 'circuit-breaker',
          title: 'The circuit breaker',
          summary: 'Stop calling a service that is down, and notice when it is back.',
        },
        {
          slug: 'error-ux',
          title: 'What the visitor reads',
          summary: 'Write an error page that says what happened, what to do next, and what to quote.',
        },
        {
          slug: 'incident',
          title: 'An incident',
          summary: 'Detect, triage, mitigate, resolve and review an incident on your own server.',
        },
      ],
    },
  ],
};
