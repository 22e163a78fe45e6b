/** The learner's record as their own: where it is, how to take it along, bring it in, and erase it. */
'use client';

import type { ReactNode } from 'react';
import { useLearnerRecord, usePlaces } from '@/components/progress/use-record';
import type { Course } from '@/lib/course/lesson-types';
import { ErasePart } from './erase-part';
import { ExportPart } from './export-part';
import { ImportPart } from './import-part';
import { StoragePart } from './storage-part';

export function RecordPanel({ course }: { readonly course: Course }) {
  const record = useLearnerRecord();
  const places = usePlaces();
  return (
    <section id="record" aria-labelledby="record-title" className="mt-16 scroll-mt-20 border-t border-line pt-8">
      <h2 id="record-title" className="display text-[1.6rem]">
        Your record
      </h2>
      <p className="mt-2 max-w-[44rem] text-soft">
        It is in this browser and nowhere else: no account, no copy on a server. So taking it to another browser is
        yours to do, and keeping it safe as well.
      </p>
      <div className="mt-7 grid gap-x-14 gap-y-10 lg:grid-cols-2">
        <Part title="Where it is kept">
          <StoragePart version={record ?? places} />
        </Part>
        <Part title="Export">
          <ExportPart />
        </Part>
        <Part title="Import">
          <ImportPart course={course} />
        </Part>
        <Part title="Erase">
          <ErasePart />
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-2 text-[1.05rem] font-semibold">{title}</h3>
      {children}
    </section>
  );
}
