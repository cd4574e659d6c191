export interface Mail {
  from: string
  subject: string
  when: string
  text: string
}

export const MAILS: readonly Mail[] = [
  {
    from: 'Facilities',
    subject: 'Office move: what happens when',
    when: '09:12',
    text: `Hello everyone,

The move to the new floor takes place on Friday 4 December, starting at 14:00. Until then all desks stay where they are. Movers will bring two boxes per person on Wednesday, and whatever is not in a box by Thursday evening will stay behind. The kitchen will be closed from Thursday noon until Monday. There will be 40 desks and 12 phone booths on the new floor, so booths no longer have to be booked.

Please label your boxes with your team and desk number. Reply by Tuesday if you need a standing desk.

Thank you for your patience.`,
  },
  {
    from: 'Billing at Northwater Hosting',
    subject: 'Your plan changes on 1 January',
    when: '08:40',
    text: `Dear customer,

From 1 January the price of your Standard plan will change from $48 to $54 a month. In return, included storage grows from 200 GB to 500 GB and support hours are extended until 20:00. Your current price stays valid for invoices issued until 31 December. If you pay for a year in advance before that date, the old price will stay for 12 months.

You do not have to do anything to keep your plan. Please let us know by Friday 18 December if you would like the annual option.

Kind regards`,
  },
  {
    from: 'Print shop',
    subject: 'Proofs for the winter catalogue are ready',
    when: 'Yesterday',
    text: `Hi,

The proofs for the winter catalogue are ready, 64 pages on 120 g paper. Page 17 still has a picture at 96 dpi, which will look soft in print. We also noticed that the table on page 42 runs 3 mm into the margin. If both are corrected by Wednesday 10:00, 2,500 copies will be delivered on Monday.

Could you confirm the page count and send the new picture by Wednesday morning?

Best`,
  },
  {
    from: 'Product feedback',
    subject: 'Forty-one answers to last week’s question',
    when: 'Yesterday',
    text: `Hello team,

We asked what people would miss most, and got 41 answers. 23 named the shared inbox, 9 the weekly digest and 6 the search. Nobody named the calendar, which took 30% of last quarter’s work. Two answers were angry about the new menu, and both had used the product for more than 3 years.

Please read the angry ones before the planning on Thursday. The full list is in the usual folder.

Thanks`,
  },
]
