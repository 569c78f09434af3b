"""What is true of calendars in any text: names of months and days, full dates, Hijri conversion, feasts."""
