/** What a learner can choose to run their code in. */
export const RUNTIMES = ['sandbox', 'webcontainer'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** The sandbox, for everything that is no runtime of ours. */
export const runtimeOf = (name: string | null): Runtime => RUNTIMES.find((runtime) => runtime === name) ?? 'sandbox';
