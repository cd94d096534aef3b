"""Safety says how often it was, who noticed and how it ended; what makes it harder says
what it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('platform', '0005_newest_change'),
        ('practice', '0003_what_a_child_chose'),
        ('records', '0002_what_a_family_picture_needs'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='mapentry',
            name='map_entry_dates_of_steps_only',
        ),
        migrations.RemoveConstraint(
            model_name='mapentry',
            name='map_entry_certainty_of_harm_only',
        ),
        migrations.AddField(
            model_name='mapentry',
            name='about',
            field=models.CharField(blank=True, choices=[('child', 'The child'), ('parent', 'A parent or carer'), ('family', 'The family together'), ('around', 'Home, money, neighbours or what is around them'), ('service', 'How we or other services have worked')], db_default='', max_length=7),
        ),
        migrations.AddField(
            model_name='mapentry',
            name='how_often',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'next_step'), models.Q(('done_on', None), ('due_on', None)), _connector='OR'), name='map_entry_dates_of_steps_only'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'next_step'), ('category', 'existing_safety'), ('offered_as', 'existing_safety'), ('outcome', ''), _connector='OR'), name='map_entry_outcome_of_steps_and_safety'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'existing_safety'), ('offered_as', 'existing_safety'), ('how_often', ''), _connector='OR'), name='map_entry_how_often_of_safety_only'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'complicating_factor'), ('about', ''), _connector='OR'), name='map_entry_about_of_factors_only'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'harm'), ('category', 'existing_safety'), ('offered_as', 'existing_safety'), ('seen_by', ''), _connector='OR'), name='map_entry_seen_by_of_harm_and_safety'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'harm'), models.Q(('certainty', ''), ('is_childs_own_behaviour', False)), _connector='OR'), name='map_entry_certainty_of_harm_only'),
        ),
    ]
